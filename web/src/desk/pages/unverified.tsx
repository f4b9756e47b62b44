import { useTranslation } from "react-i18next";

/** A mark beside a figure whose source nobody has read: its row says `unverified`. */
export function Unverified({ source }: { source: string | null | undefined }) {
  const { t } = useTranslation();
  if (source?.includes("unverified") !== true) return null;
  return (
    <span className="tag is-unverified" title={source}>
      {t("state.unverified")}
    </span>
  );
}
