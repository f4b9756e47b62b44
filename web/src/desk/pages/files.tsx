// Files in and out: a workbook read and shown before it is saved, the region as a workbook, the
// check, and the report.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, server, type Schemas } from "../api/client.ts";
import { useRegionId } from "../api/queries.ts";
import { useRunResult, useStartRun } from "../api/runs.ts";
import { reportLanguage } from "../i18n/language.ts";
import { useLanguage, useUnits } from "../i18n/use-words.ts";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { useChosenRun } from "./chosen-run.ts";
import { Diagnostics } from "./diagnostics.tsx";
import { ImportChanges } from "./import-changes.tsx";
import { RunProgress } from "./run-progress.tsx";
import { useTitle } from "./title.ts";
import { Answered, Told } from "./told.tsx";

export function FilesPage() {
  const { t } = useTranslation();
  useTitle(t("page.files"));
  return (
    <div className="files-page">
      <div className="page-head">
        <h1>{t("page.files")}</h1>
      </div>
      <Upload />
      <Download />
      <Check />
      <Report />
    </div>
  );
}

const kWorkbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The table a CSV file holds is its name, as in a dataset folder. */
const tableOf = (file: File) =>
  file.name.endsWith(".csv") ? file.name.replace(/\.csv$/, "") : undefined;

async function readFile(region_id: string, file: File): Promise<Schemas["Import"]> {
  const table = tableOf(file);
  return answerOf(
    server.POST("/api/regions/{region_id}/imports", {
      params: { path: { region_id }, query: table === undefined ? {} : { table } },
      headers: { "Content-Type": table === undefined ? kWorkbook : "text/csv" },
      // The contract says no more of a file than its type.
      body: file as never,
      bodySerializer: (body: unknown) => body as File,
    }),
  );
}

function Upload() {
  const { t } = useTranslation();
  const region_id = useRegionId();
  const queries = useQueryClient();
  const [isOver, setOver] = useState(false);
  const read = useMutation({ mutationFn: (file: File) => readFile(region_id, file) });
  const apply = useMutation({
    mutationFn: (import_id: string) =>
      answerOf(
        server.POST("/api/regions/{region_id}/imports/{import_id}/apply", {
          params: { path: { region_id, import_id } },
        }),
      ),
    onSuccess: () => {
      read.reset();
      void queries.invalidateQueries({ queryKey: [region_id] });
    },
  });
  const choose = (file: File | undefined) => {
    if (file === undefined) return;
    apply.reset();
    read.mutate(file);
  };
  const found = read.data;
  return (
    <section aria-labelledby="upload">
      <h2 id="upload">{t("files.upload")}</h2>
      <label
        className={isOver ? "drop is-over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          choose(event.dataTransfer.files[0]);
        }}
      >
        <span className="button is-plain">{t("files.choose")}</span>
        <input
          type="file"
          className="for-readers"
          accept=".xlsx,.csv"
          onChange={({ target }) => {
            choose(target.files?.[0]);
            target.value = "";
          }}
        />
        <small>{t("files.choose_help")}</small>
      </label>
      {read.isPending && <p role="status">{t("files.reading")}</p>}
      {read.isError && <Told error={read.error} />}
      {apply.isError && <Told error={apply.error} />}
      {apply.isSuccess && (
        <Notice tone="calm" title={t("files.saved")}>
          <p>{t("files.saved_next")}</p>
        </Notice>
      )}
      {found !== undefined && (
        <>
          <Diagnostics
            diagnostics={found.diagnostics}
            title={found.ok ? t("files.warnings") : t("files.mistakes")}
          />
          {!found.ok && (
            <Notice title={t("files.refused")}>
              <p>{t("files.refused_next")}</p>
            </Notice>
          )}
          <ImportChanges found={found} />
          <p className="actions">
            <Button
              look="main"
              disabled={!found.ok || apply.isPending}
              onClick={() => apply.mutate(found.import_id)}
            >
              {t("files.save")}
            </Button>
            <Button onClick={() => read.reset()}>{t("action.discard")}</Button>
          </p>
        </>
      )}
    </section>
  );
}

function Download() {
  const { t } = useTranslation();
  const region_id = useRegionId();
  return (
    <section aria-labelledby="download">
      <h2 id="download">{t("files.download")}</h2>
      <p>{t("files.download_help")}</p>
      <p>
        <a className="button is-plain" href={paths.server.workbook(region_id)} download>
          {t("files.download_workbook")}
        </a>
      </p>
    </section>
  );
}

function Check() {
  const { t } = useTranslation();
  const region_id = useRegionId();
  const check = useQuery({
    queryKey: [region_id, "check"],
    queryFn: () =>
      answerOf(server.GET("/api/regions/{region_id}/check", { params: { path: { region_id } } })),
  });
  return (
    <section aria-labelledby="check">
      <h2 id="check">{t("files.check")}</h2>
      <Answered query={check}>
        {({ diagnostics, errors, warnings }) => (
          <>
            <p role="status">
              {diagnostics.length === 0
                ? t("files.nothing_wrong")
                : t("files.found_wrong", { errors, warnings })}
            </p>
            <Diagnostics diagnostics={diagnostics} title={t("files.check")} />
          </>
        )}
      </Answered>
    </section>
  );
}

const kReportNames = {
  "report.html": "files.report_html",
  "report.pdf": "files.report_pdf",
  "report.xlsx": "files.report_xlsx",
  "report.geojson": "files.report_geojson",
} as const;

function Report() {
  const { t } = useTranslation();
  const units = useUnits();
  const language = useLanguage();
  const region_id = useRegionId();
  const { run, choose } = useChosenRun("report");
  const start = useStartRun();
  const result = useRunResult(run, "report");
  const names = Object.entries(kReportNames).filter(([file]) => result.data?.files.includes(file));
  return (
    <section aria-labelledby="report">
      <h2 id="report">{t("files.report")}</h2>
      <p>{t("files.report_help")}</p>
      <p className="actions">
        <Button
          look="main"
          disabled={start.isPending}
          onClick={() =>
            start.mutate(
              { kind: "report", options: { language: reportLanguage(language) } },
              { onSuccess: ({ run_id }) => choose(run_id) },
            )
          }
        >
          {t("files.make_report")}
        </Button>
      </p>
      {start.isError && <Told error={start.error} />}
      {run !== undefined && <RunProgress run={run} />}
      {result.isError && <Told error={result.error} />}
      {run !== undefined && names.length > 0 && (
        <>
          <p className="muted">{t("files.report_of", { moment: units.moment(run.created_at) })}</p>
          <ul className="links">
            {names.map(([file, name]) => (
              <li key={file}>
                <a href={paths.server.runFile(region_id, run.run_id, file)} download>
                  {t(name)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
