import type { ButtonHTMLAttributes } from "react";

type Look = "plain" | "main" | "quiet";

/** A button of the desk; `main` is the one thing a page wants done. */
export function Button({
  look = "plain",
  type = "button",
  ...others
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look }) {
  return <button type={type} className={`button is-${look}`} {...others} />;
}
