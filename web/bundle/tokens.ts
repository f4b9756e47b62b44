// The report's colours for the desk, where people choose light or dark themselves.

const kDark = "@media screen and (prefers-color-scheme: dark)";

/**
 * tokens.css of the report, whose dark colours follow the system, so that `data-theme` on the
 * root element wins over the system: its dark block once for the system where light was not
 * chosen, and once for where dark was.
 */
export function deskTokens(tokens: string): string {
  const start = tokens.indexOf(kDark);
  const dark = /:root \{([^}]*)\}/.exec(tokens.slice(start))?.[1];
  if (start < 0 || dark === undefined) throw new Error(`no dark colours after "${kDark}"`);
  return `${tokens.slice(0, start)}
${kDark} { :root:not([data-theme="light"]) {${dark}} }
@media screen { :root[data-theme="dark"] {${dark}} }
`;
}
