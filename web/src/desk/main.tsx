import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import i18next from "i18next";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { hasServerWords } from "./api/queries.ts";
import { startLanguage } from "./i18n/language.ts";
import { router } from "./routes.tsx";
import "../report/styles/tokens.css";
import "./styles/page.css";
import "./styles/parts.css";
import "./styles/pages.css";
import { showTheme, storedTheme } from "./theme.ts";

/** A refusal is told at once; asking again is for people to decide. */
const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 30_000 }, mutations: { retry: false } },
});

showTheme(storedTheme());
await startLanguage();
i18next.on("languageChanged", () => void queries.invalidateQueries({ predicate: hasServerWords }));
const desk = document.getElementById("desk");
if (desk === null) throw new Error("index.html has no element #desk");
createRoot(desk).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
