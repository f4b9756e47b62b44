// How a person works the desk: with the mouse, or with the keyboard and nothing else.

import type { Locator, Page } from "playwright-core";

export interface Hands {
  press: (target: Locator) => Promise<void>;
  write: (target: Locator, text: string) => Promise<void>;
  /** An option of a select, by its words. */
  choose: (target: Locator, option: string) => Promise<void>;
  chooseFile: (target: Locator, path: string) => Promise<void>;
  /** Moves a card to a stage of the board: drags it, or chooses on it. */
  moveCard: (card: Locator, stage: Locator, name: string) => Promise<void>;
  /** What the other device did; empty when the person kept to their own. */
  slips: () => string[];
}

export function mouse(page: Page): Hands {
  return {
    press: (target) => target.click(),
    write: (target, text) => target.fill(text),
    choose: async (target, option) => {
      await target.selectOption({ label: option });
    },
    chooseFile: async (target, path) => {
      const label = target.locator("xpath=ancestor::label");
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), label.click()]);
      await chooser.setFiles(path);
    },
    moveCard: (card, stage) => card.dragTo(stage),
    slips: () => [],
  };
}

/** How long a person waits before pressing a key again [ms]. */
const kPatience = 20_000;
/** More than any page has to tab through. */
const kMostSteps = 1500;

/** Nothing is focused or clicked by the test: every place is reached by Tab, forward or back. */
export async function keyboard(page: Page): Promise<Hands> {
  const slips: string[] = [];
  await page.exposeFunction("noteMouse", (event: string) => slips.push(event));
  await page.addInitScript(() => {
    const { noteMouse } = window as unknown as { noteMouse: (event: string) => void };
    for (const name of ["pointerdown", "pointermove", "mousedown", "wheel", "touchstart"]) {
      window.addEventListener(name, ({ isTrusted }) => isTrusted && noteMouse(name), true);
    }
  });
  const reach = async (target: Locator) => {
    await target.waitFor();
    for (let step = 0; step < kMostSteps; ++step) {
      const key = await target.evaluate((element) => {
        const focused = document.activeElement ?? document.body;
        if (focused === element) return "";
        const isBehind =
          focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
        return isBehind ? "Shift+Tab" : "Tab";
      });
      if (key === "") return;
      await page.keyboard.press(key);
    }
    throw new Error(`Tab does not reach ${String(target)}`);
  };
  const choose = async (target: Locator, option: string) => {
    await reach(target);
    const options = await target.locator("option").allTextContents();
    const at = await target.evaluate((select: HTMLSelectElement) => select.selectedIndex);
    const steps = options.indexOf(option) - at;
    if (!options.includes(option)) throw new Error(`${option} is none of ${options.join(", ")}`);
    for (let step = 0; step < Math.abs(steps); ++step) {
      await page.keyboard.press(steps < 0 ? "ArrowUp" : "ArrowDown");
    }
  };
  return {
    press: async (target) => {
      await reach(target);
      await page.keyboard.press("Enter");
    },
    write: async (target, text) => {
      await reach(target);
      await page.keyboard.press("Control+a");
      await page.keyboard.type(text);
    },
    choose,
    chooseFile: async (target, path) => {
      const opened = page.waitForEvent("filechooser");
      const isOpen = opened.then(() => true);
      do {
        await reach(target);
        await page.keyboard.press("Enter");
      } while (!(await Promise.race([isOpen, page.waitForTimeout(kPatience).then(() => false)])));
      await (await opened).setFiles(path);
    },
    moveCard: (card, _, name) => choose(card.getByRole("combobox"), name),
    slips: () => slips,
  };
}
