import { useEffect } from "react";

/** Names the page in the browser's title. */
export function useTitle(...parts: string[]): void {
  const title = [...parts, "Samspill"].join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
