// Every page of the desk. Pages are loaded when they are gone to; map and charts with them.

import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { Frame } from "./pages/frame.tsx";
import { PageFailure } from "./pages/page-failure.tsx";
import { Regions } from "./pages/regions.tsx";

export const routes: RouteObject[] = [
  {
    path: "/",
    errorElement: <PageFailure />,
    HydrateFallback: () => null,
    children: [
      { index: true, element: <Regions /> },
      {
        path: "regions/:region",
        element: <Frame />,
        errorElement: <PageFailure />,
        children: [
          { index: true, element: <Navigate to="map" replace /> },
          {
            path: "map",
            lazy: async () => ({ Component: (await import("./pages/map.tsx")).MapPage }),
          },
          {
            path: "sites",
            lazy: async () => ({ Component: (await import("./pages/sites.tsx")).SitesPage }),
          },
          {
            path: "streams",
            lazy: async () => ({ Component: (await import("./pages/streams.tsx")).StreamsPage }),
          },
          {
            path: "matches",
            lazy: async () => ({ Component: (await import("./pages/matches.tsx")).MatchesPage }),
          },
          {
            path: "exchanges",
            lazy: async () => ({
              Component: (await import("./pages/exchanges.tsx")).ExchangesPage,
            }),
          },
          {
            path: "plan",
            lazy: async () => ({ Component: (await import("./pages/plan.tsx")).PlanPage }),
          },
          {
            path: "portfolio",
            lazy: async () => ({
              Component: (await import("./pages/portfolio.tsx")).PortfolioPage,
            }),
          },
          {
            path: "files",
            lazy: async () => ({ Component: (await import("./pages/files.tsx")).FilesPage }),
          },
        ],
      },
      { path: "*", element: <PageFailure /> },
    ],
  },
];

export const router = createBrowserRouter(routes);
