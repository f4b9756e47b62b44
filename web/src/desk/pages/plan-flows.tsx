// What goes where in a plan: on the map, as a flow diagram, and as a table with another run's.

import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { kFamilies, type Sankey, type Unit } from "../../report/data.ts";
import type { Schemas } from "../api/client.ts";
import { useRegion } from "../api/queries.ts";
import { useLanguage, useUnits } from "../i18n/use-words.ts";
import type { MapFeature } from "../map/features.ts";
import type { Box } from "../map/projection.ts";
import { SelectField } from "../ui/field.tsx";
import { TableBox, TableHead } from "../ui/table-box.tsx";
import { eurPerYear, kilometres, tonnesPerYear } from "../units.ts";
import { Figure } from "./figure.tsx";
import { modeName } from "./modes.ts";
import { useNames, type Names } from "./names.ts";
import { Waiting } from "./told.tsx";
import { yearly, type Flow } from "./yearly.ts";

type Plan = Schemas["PlanResult"];

const MapCanvas = lazy(() => import("../map/map-canvas.tsx"));
const SankeyFigure = lazy(() => import("../charts/sankey-figure.tsx"));

/** Flows that a diagram shows; the table has all of them. */
const kMostDrawn = 30;
const kMostRows = 300;
const kNothing: ReadonlySet<never> = new Set();

const keyOf = ({ from_id, to_id, resource, mode }: Flow) =>
  [from_id, to_id, resource, mode].join("\n");

/** Of each unit the largest flows: those that the map draws and the tables list. */
function largest(flows: Flow[]): Flow[] {
  const counts = new Map<string, number>();
  return flows.filter(({ unit }) => {
    const count = counts.get(unit) ?? 0;
    counts.set(unit, count + 1);
    return count < kMostRows;
  });
}

export function PlanFlows({ plan, beside }: { plan: Plan; beside: Plan | undefined }) {
  const { t } = useTranslation();
  const flows = useMemo(() => yearly(plan.flows), [plan]);
  const others = useMemo(() => (beside === undefined ? null : yearly(beside.flows)), [beside]);
  const units = [...new Set(flows.map(({ unit }) => unit))];
  const drawn = useMemo(() => largest(flows), [flows]);
  const names = useNames({
    ends: drawn.flatMap(({ from_id, to_id }) => [from_id, to_id]),
    resources: drawn.map(({ resource }) => resource),
  });
  const [chosen, choose] = useState("t");
  const unit = units.includes(chosen) ? chosen : (units[0] ?? "t");
  return (
    <section aria-label={t("plan.flows")}>
      <h2>{t("plan.flows")}</h2>
      <PlanMap flows={drawn} names={names} />
      <SelectField
        label={t("plan.unit")}
        value={unit}
        onChange={({ target }) => choose(target.value)}
        choices={units.map((value) => ({ value, label: value }))}
      />
      <PlanSankey flows={flows.filter((flow) => flow.unit === unit)} unit={unit} names={names} />
      <FlowTable
        flows={flows.filter((flow) => flow.unit === unit)}
        facts={plan.facts ?? []}
        others={others}
        names={names}
      />
    </section>
  );
}

function PlanMap({ flows, names }: { flows: Flow[]; names: Names }) {
  const { t } = useTranslation();
  const { data: region } = useRegion();
  const features = useMemo(() => mapFeatures(flows, names), [flows, names]);
  if (region?.box == null) return null;
  return (
    <Suspense fallback={<Waiting />}>
      <div className="plan-map">
        <MapCanvas
          box={region.box as Box}
          features={features}
          hidden={kNothing}
          picked={null}
          words={{
            title: t("plan.map"),
            zoomIn: t("map.zoom_in"),
            zoomOut: t("map.zoom_out"),
            credit: t("map.credit"),
          }}
        />
      </div>
    </Suspense>
  );
}

/** Lines between sites, and the sites they join; flows within a site are not drawn. */
function mapFeatures(flows: Flow[], names: Names): MapFeature[] {
  const sites = new Map<string, MapFeature>();
  const lines = flows.flatMap((flow): MapFeature[] => {
    const [from, to] = [names.siteOf(flow.from_id), names.siteOf(flow.to_id)];
    if (from === undefined || to === undefined || from.site_id === to.site_id) return [];
    for (const { site_id, name, longitude_deg, latitude_deg } of [from, to]) {
      sites.set(site_id, {
        type: "Feature",
        geometry: { type: "Point", coordinates: [longitude_deg, latitude_deg] },
        properties: { kind: "site", site_id, name },
      });
    }
    return [
      {
        type: "Feature",
        geometry: {
          type: "LineString",
          coordinates: [from, to].map((end) => [end.longitude_deg, end.latitude_deg]),
        },
        properties: {
          kind: "exchange",
          family: names.familyOf(flow.resource),
          quantity: flow.quantity,
          unit: flow.unit,
        },
      },
    ];
  });
  return [...lines, ...sites.values()];
}

function PlanSankey({ flows, unit, names }: { flows: Flow[]; unit: string; names: Names }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const units = useUnits();
  const texts = useMemo(
    () => ({
      unknown: t("unit.unknown"),
      per_year: t("drawing.per_year"),
      unit_piece: t("unit.piece"),
      save_picture: t("action.save_picture"),
      save_picture_of: t("drawing.save_picture_of"),
      scroll_figure: t("drawing.scroll_figure"),
      flow_label: t("drawing.flow_label"),
      flow_link: t("drawing.flow_link"),
      inflow: t("drawing.inflow"),
      outflow: t("drawing.outflow"),
      ...Object.fromEntries(kFamilies.map((each) => [`family_${each}`, t(`family.${each}`)])),
    }),
    [t],
  );
  const title = t("plan.largest_flows", { unit: units.unitName(unit) });
  const sankey = useMemo(() => sankeyOf(flows, unit, title, names), [flows, unit, title, names]);
  return (
    <Suspense fallback={<Waiting />}>
      <SankeyFigure sankey={sankey} language={language} texts={texts} />
    </Suspense>
  );
}

/** The largest flows as giver, resource, taker. */
function sankeyOf(flows: Flow[], unit: string, title: string, names: Names): Sankey {
  const nodes = new Map<string, Sankey["nodes"][number]>();
  const links = flows.slice(0, kMostDrawn).flatMap((flow): Sankey["links"] => {
    const family = names.familyOf(flow.resource);
    const resource_name = names.resourceOf(flow.resource);
    const giver = `from ${names.siteOf(flow.from_id)?.site_id ?? flow.from_id}`;
    const taker = `to ${names.siteOf(flow.to_id)?.site_id ?? flow.to_id}`;
    const middle = `resource ${flow.resource}`;
    nodes.set(giver, { id: giver, name: siteName(flow.from_id, names), family: null });
    nodes.set(taker, { id: taker, name: siteName(flow.to_id, names), family: null });
    nodes.set(middle, { id: middle, name: resource_name, family });
    const link = { value: flow.quantity, resource_name, family };
    return [
      { source: giver, target: middle, ...link },
      { source: middle, target: taker, ...link },
    ];
  });
  return { title, unit: unit as Unit, nodes: [...nodes.values()], links: merged(links) };
}

const siteName = (end: string, names: Names) => names.siteOf(end)?.name ?? end;

/** Links between the same two nodes as one. */
function merged(links: Sankey["links"]): Sankey["links"] {
  const byEnds = new Map<string, Sankey["links"][number]>();
  for (const link of links) {
    const key = `${link.source}\n${link.target}`;
    const same = byEnds.get(key);
    if (same === undefined) byEnds.set(key, { ...link });
    else same.value += link.value;
  }
  return [...byEnds.values()];
}

function FlowTable({
  flows,
  facts,
  others,
  names,
}: {
  flows: Flow[];
  facts: Schemas["FactList"];
  others: Flow[] | null;
  names: Names;
}) {
  const { t } = useTranslation();
  const units = useUnits();
  const other = new Map(others?.map((flow) => [keyOf(flow), flow]));
  return (
    <TableBox caption={t("plan.flow_table")}>
      <TableHead
        columns={[
          { name: t("flow.from") },
          { name: t("flow.to") },
          { name: t("flow.mode") },
          { name: t("flow.quantity"), isNumber: true },
          ...(others === null ? [] : [{ name: t("plan.beside"), isNumber: true }]),
          { name: t("flow.distance"), isNumber: true },
          { name: t("flow.cost"), isNumber: true },
          { name: t("flow.co2e"), isNumber: true },
        ]}
      />
      <tbody>
        {flows.slice(0, kMostRows).map((flow) => {
          const same = other.get(keyOf(flow));
          const basis = {
            inputs: [
              { name: t("flow.quantity"), value: units.perYear(flow.quantity, flow.unit) },
              { name: t("flow.distance"), value: units.distance(kilometres(flow.distance_km)) },
            ],
            facts: facts.filter(({ row_id }) => row_id === flow.mode),
          };
          return (
            <tr key={keyOf(flow)}>
              <th scope="row">{names.end(flow.from_id)}</th>
              <td>{names.end(flow.to_id)}</td>
              <td>{modeName(flow.mode, t)}</td>
              <td className="number">{units.perYear(flow.quantity, flow.unit)}</td>
              {others !== null && (
                <td className="number">
                  {same === undefined
                    ? t("plan.not_in_it")
                    : units.perYear(same.quantity, same.unit)}
                </td>
              )}
              <td className="number">{units.distance(kilometres(flow.distance_km))}</td>
              <td className="number">
                <Figure name={t("flow.cost")} basis={{ ...basis, formula: t("formula.flow_cost") }}>
                  {units.money(eurPerYear(flow.cost_eur))}
                </Figure>
              </td>
              <td className="number">
                <Figure name={t("flow.co2e")} basis={{ ...basis, formula: t("formula.flow_co2e") }}>
                  {units.co2e(tonnesPerYear(flow.co2e_t))}
                </Figure>
              </td>
            </tr>
          );
        })}
      </tbody>
    </TableBox>
  );
}
