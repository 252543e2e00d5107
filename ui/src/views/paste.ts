/** Ctrl V on the desk, outside of any field, brings the clipboard's text in as a document. */
import { isTyping } from "../keys";
import { imports } from "../state/imports.svelte";

function isForUs(event: Event): boolean {
  if (event.defaultPrevented || isTyping(event.target) || isTyping(document.activeElement)) return false;
  return (
    document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]') ===
    null
  );
}

/** Listens until the returned function is called. */
export function listenForPaste(target: Window): () => void {
  // WebKit pastes outside of fields only where somebody says beforehand that they will take it.
  const before = (event: Event): void => {
    if (isForUs(event)) event.preventDefault();
  };
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!isForUs(event) || text.trim() === "") return;
    event.preventDefault();
    imports.paste({ title: "", text, html: html === "" ? null : html });
  };
  target.addEventListener("beforepaste", before);
  target.addEventListener("paste", paste);
  return () => {
    target.removeEventListener("beforepaste", before);
    target.removeEventListener("paste", paste);
  };
}
