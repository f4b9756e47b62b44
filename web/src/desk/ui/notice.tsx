import type { ReactNode } from "react";

/** Something that went wrong or wants attention: what happened, what next. */
export function Notice({
  title,
  children,
  tone = "warn",
}: {
  title: string;
  children?: ReactNode;
  tone?: "warn" | "calm";
}) {
  return (
    <div className={`notice is-${tone}`} role={tone === "warn" ? "alert" : "status"}>
      <p className="notice-title">{title}</p>
      {children}
    </div>
  );
}

/** Where nothing is to be seen yet: why, and what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
