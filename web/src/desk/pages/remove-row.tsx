import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Told } from "./told.tsx";

/** Taking a row out, asked twice. */
export function RemoveRow({
  label,
  explanation,
  isPending,
  error,
  onRemove,
}: {
  label: string;
  explanation: string;
  isPending: boolean;
  error: unknown;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  return (
    <section className="remove-row">
      {error !== null && <Told error={error} />}
      {isAsked ? (
        <>
          <p>{explanation}</p>
          <p className="actions">
            <Button disabled={isPending} onClick={onRemove}>
              {label}
            </Button>
            <Button onClick={() => setAsked(false)}>{t("action.cancel")}</Button>
          </p>
        </>
      ) : (
        <Button onClick={() => setAsked(true)}>{label}</Button>
      )}
    </section>
  );
}
