// What pages say while they wait, when they were refused, and when nothing is there.

import { useTranslation } from "react-i18next";
import { explain } from "../api/errors.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";

export function Told({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { what, next, detail } = explain(error, t);
  return (
    <Notice title={what}>
      {detail !== null && <p>{detail}</p>}
      <p>{next}</p>
      {onRetry !== undefined && <Button onClick={onRetry}>{t("action.retry")}</Button>}
    </Notice>
  );
}

export function Waiting() {
  const { t } = useTranslation();
  return (
    <p className="waiting" role="status">
      {t("state.loading")}
    </p>
  );
}

interface Asked<Data> {
  data: Data | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** What was asked for, or why it is not there. */
export function Answered<Data>({
  query,
  children,
}: {
  query: Asked<Data>;
  children: (data: Data) => React.ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Waiting />;
  return <Told error={query.error} onRetry={() => void query.refetch()} />;
}
