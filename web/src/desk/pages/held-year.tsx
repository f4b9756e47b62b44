import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";

/** Moves an initiative in time: the year it is held to, by mouse or by arrow keys. */
export function HeldYear({
  name,
  held,
  usual,
  years,
  onHeld,
}: {
  name: string;
  /** null: the portfolio chooses. */
  held: number | null;
  /** The year it starts in when it is not held, or may start from. */
  usual: number | null;
  /** Years that are looked at. */
  years: number[];
  onHeld: (year: number | null) => void;
}) {
  const { t } = useTranslation();
  const first = years[0];
  // What was there when the page opened does not take the focus.
  const [isPressed, setPressed] = useState(false);
  if (held === null) {
    return (
      <Button
        aria-label={t("initiative.hold", { name })}
        onClick={() => {
          setPressed(true);
          onHeld(usual ?? first ?? new Date().getFullYear());
        }}
      >
        {t("initiative.move")}
      </Button>
    );
  }
  return (
    <span className="held-year">
      <Button aria-label={t("initiative.earlier", { name })} onClick={() => onHeld(held - 1)}>
        {"←"}
      </Button>
      <input
        className="year"
        type="number"
        aria-label={t("initiative.held_to", { name })}
        min={first}
        max={years.at(-1)}
        value={held}
        autoFocus={isPressed}
        onChange={({ target }) => {
          if (target.value !== "") onHeld(Number(target.value));
        }}
      />
      <Button aria-label={t("initiative.later", { name })} onClick={() => onHeld(held + 1)}>
        {"→"}
      </Button>
      <Button
        look="quiet"
        aria-label={t("initiative.release", { name })}
        onClick={() => onHeld(null)}
      >
        {"✕"}
      </Button>
    </span>
  );
}
