// A profile over the year as bars that are dragged, or moved by arrow keys.

import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";

const kHeight = 140;
/** The tallest bar that fits, and one step of an arrow key. */
const kMost = 2;
const kStep = 0.05;

export function ProfileBars({
  label,
  names,
  weights,
  shown,
  onChange,
}: {
  label: string;
  /** Names of the periods. */
  names: string[];
  /** One weight per period; 1 is the average. */
  weights: number[];
  shown: (weight: number) => string;
  onChange: (weights: number[]) => void;
}) {
  const bars = useRef<HTMLDivElement>(null);
  const [isDragging, setDragging] = useState(false);
  const most = Math.max(kMost, ...weights);
  const set = (index: number, weight: number) => {
    const rounded = Math.round(Math.max(0, weight) / kStep) * kStep;
    onChange(weights.map((before, at) => (at === index ? Number(rounded.toFixed(2)) : before)));
  };
  const drag = (event: PointerEvent) => {
    const box = bars.current?.getBoundingClientRect();
    if (box === undefined) return;
    const index = Math.floor(((event.clientX - box.left) / box.width) * weights.length);
    if (index < 0 || index >= weights.length) return;
    set(index, ((box.bottom - event.clientY) / box.height) * most);
  };
  const press = (event: KeyboardEvent, index: number, weight: number) => {
    const by: Record<string, number> = {
      ArrowUp: kStep,
      ArrowRight: kStep,
      ArrowDown: -kStep,
      ArrowLeft: -kStep,
      PageUp: 5 * kStep,
      PageDown: -5 * kStep,
      Home: -weight,
      End: most - weight,
    };
    const step = by[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(index, weight + step);
  };
  return (
    <div
      ref={bars}
      className="profile-bars"
      role="group"
      aria-label={label}
      style={{ height: kHeight }}
      onPointerDown={(event) => {
        setDragging(true);
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => {
        if (isDragging) drag(event);
      }}
      onPointerUp={() => setDragging(false)}
    >
      {weights.map((weight, index) => (
        <div key={names[index]} className="profile-slot">
          <div
            className="profile-bar"
            role="slider"
            tabIndex={0}
            aria-label={names[index]}
            aria-orientation="vertical"
            aria-valuemin={0}
            aria-valuemax={most}
            aria-valuenow={weight}
            aria-valuetext={shown(weight)}
            style={{ height: `${(weight / most) * 100}%` }}
            onKeyDown={(event) => press(event, index, weight)}
          />
        </div>
      ))}
    </div>
  );
}
