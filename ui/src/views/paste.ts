/** Ctrl V outside of any field brings the clipboard's text into what is in sight, and into nothing else. */
import { isTyping } from "../keys";
import { copying } from "../state/copying.svelte";
import { imports } from "../state/imports.svelte";
import { place } from "../state/place.svelte";
import { screens } from "../state/screens.svelte";

/** Whether nobody else is meant: no field, and no dialog on top. */
function isFree(event: Event): boolean {
  if (event.defaultPrevented || isTyping(event.target) || isTyping(document.activeElement)) return false;
  return (
    document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]') ===
    null
  );
}

/** WebKit pastes outside of fields only where somebody says beforehand that they will take it. */
function willTake(isForUs: (event: Event) => boolean): (event: Event) => void {
  return (event) => {
    if (isForUs(event)) event.preventDefault();
  };
}

/** How long a paste may take to follow its keys. */
const WAIT_MS = 250;

/**
 * Brings pastes on the desk in as documents, until the returned function is called. With Shift the text is the
 * next draft of the open document.
 */
export function listenForPaste(target: Window): () => void {
  const isForUs = (event: Event): boolean => !screens.covered && isFree(event);
  const before = willTake(isForUs);
  let asDraft: ReturnType<typeof setTimeout> | undefined;
  const keydown = (event: KeyboardEvent): void => {
    const isPaste = event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "v";
    const { document } = place;
    if (!isPaste || document === null || !isForUs(event)) return;
    // Where the window does not hand the clipboard over, one pastes into the dialog.
    asDraft = setTimeout(() => {
      asDraft = undefined;
      imports.pasteDraft(document);
    }, WAIT_MS);
  };
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!isForUs(event) || text.trim() === "") return;
    event.preventDefault();
    const pasted = { title: "", text, html: html === "" ? null : html };
    const { document } = place;
    if (asDraft === undefined || document === null) imports.paste(pasted);
    else imports.pasteDraft(document, pasted);
    clearTimeout(asDraft);
    asDraft = undefined;
  };
  target.addEventListener("beforepaste", before);
  target.addEventListener("keydown", keydown);
  target.addEventListener("paste", paste);
  return () => {
    target.removeEventListener("beforepaste", before);
    target.removeEventListener("keydown", keydown);
    target.removeEventListener("paste", paste);
    clearTimeout(asDraft);
  };
}

/** Hands the library the text of each paste while it is in sight, until the returned function is called. */
export function pastesInto(target: Window, take: (text: string) => void): () => void {
  // A copy of a source may lie over it.
  const isForUs = (event: Event): boolean => copying.open === null && isFree(event);
  const before = willTake(isForUs);
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!isForUs(event) || text.trim() === "") return;
    event.preventDefault();
    take(text);
  };
  target.addEventListener("beforepaste", before);
  target.addEventListener("paste", paste);
  return () => {
    target.removeEventListener("beforepaste", before);
    target.removeEventListener("paste", paste);
  };
}
