import { useSearchParams } from "react-router";

/** Changes pieces of what is looked at together; null or an empty text takes one out. */
export function useAddressChange(): (changes: Record<string, string | null>) => void {
  const [, setParameters] = useSearchParams();
  return (changes) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null || value === "") after.delete(name);
          else after.set(name, value);
        }
        return after;
      },
      { replace: true },
    );
}

/** One piece of what is looked at, kept in the address: its value and how to change it. */
export function useAddress(name: string): [string | null, (value: string | null) => void] {
  const [parameters] = useSearchParams();
  const change = useAddressChange();
  return [parameters.get(name), (value) => change({ [name]: value })];
}

/** The same for a number. */
export function useAddressNumber(name: string): [number | null, (value: number | null) => void] {
  const [text, setText] = useAddress(name);
  const value = text === null || text === "" ? NaN : Number(text);
  return [
    Number.isFinite(value) ? value : null,
    (number) => setText(number === null ? null : String(number)),
  ];
}
