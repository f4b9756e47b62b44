import { useSearchParams } from "react-router";

/** One piece of what is looked at, kept in the address: its value and how to change it. */
export function useAddress(name: string): [string | null, (value: string | null) => void] {
  const [parameters, setParameters] = useSearchParams();
  const set = (value: string | null) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === null || value === "") after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  return [parameters.get(name), set];
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
