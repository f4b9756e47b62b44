// The report's flow diagram on a page of the desk.

import { useEffect, useRef } from "react";
import { showSankey } from "../../report/charts/sankey.ts";
import type { Sankey } from "../../report/data.ts";
import { wordsOf } from "../../report/words.ts";
import "../../report/styles/figures.css";

export default function SankeyFigure({
  sankey,
  language,
  texts,
}: {
  sankey: Sankey;
  language: string;
  texts: Record<string, string>;
}) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = holder.current;
    if (box === null) return;
    const figure = document.createElement("figure");
    figure.className = "sankey";
    const caption = document.createElement("figcaption");
    const title = document.createElement("strong");
    title.textContent = sankey.title;
    caption.append(title);
    figure.append(caption);
    box.append(figure);
    showSankey(figure, sankey, wordsOf({ language, texts }));
    return () => figure.remove();
  }, [sankey, language, texts]);
  return <div ref={holder} />;
}
