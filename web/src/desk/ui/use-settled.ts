import { useEffect, useState } from "react";

/** How long people pause before their text is acted on [ms]. */
const kPause = 180;

/** A value once it has stopped changing. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), kPause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
