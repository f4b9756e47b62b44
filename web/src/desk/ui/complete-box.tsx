import { useState } from "react";
import {
  Button,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";

export interface Completion {
  id: string;
  label: string;
  detail?: string | undefined;
}

/**
 * A text box that offers what the text may mean. What is offered is the caller's to find; picking
 * one, or Enter on a text of its own, ends it.
 */
export function CompleteBox({
  label,
  isLabelHidden = false,
  placeholder,
  text,
  offers,
  empty,
  onText,
  onPick,
  autoFocus = false,
  openLabel,
  isChosen = false,
}: {
  label: string;
  isLabelHidden?: boolean;
  placeholder?: string;
  text: string;
  offers: Completion[];
  empty: string;
  onText: (text: string) => void;
  onPick: (id: string) => void;
  autoFocus?: boolean;
  openLabel: string;
  /** The text is that of what was picked: nothing is offered until it is typed into. */
  isChosen?: boolean;
}) {
  // A modal dialog lies over the page, so what is offered there must lie in it.
  const [dialog, setDialog] = useState<HTMLElement | null>(null);
  return (
    <ComboBox
      ref={(box: HTMLElement | null) => setDialog(box?.closest("dialog") ?? null)}
      className="complete-box"
      inputValue={text}
      onInputChange={onText}
      items={isChosen ? [] : offers}
      value={null}
      onChange={(key) => {
        if (key !== null) onPick(String(key));
      }}
      allowsCustomValue
      allowsEmptyCollection={text !== "" && !isChosen}
      menuTrigger="input"
    >
      <Label className={isLabelHidden ? "for-readers" : ""}>{label}</Label>
      <Input placeholder={placeholder ?? ""} autoFocus={autoFocus} />
      <Button className="for-readers" aria-label={openLabel} excludeFromTabOrder>
        ▾
      </Button>
      <Popover
        className="offers"
        // Its successor is in a package that comes with this one only by way of another.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        {...(dialog === null ? {} : { UNSTABLE_portalContainer: dialog })}
      >
        <ListBox<Completion> renderEmptyState={() => <p className="offers-empty">{empty}</p>}>
          {({ id, label: name, detail }) => (
            <ListBoxItem id={id} textValue={name} className="offer">
              <span>{name}</span>
              {detail !== undefined && <small>{detail}</small>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
