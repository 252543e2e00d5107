/** What can be done with cases, documents and the desk as a whole: asked where it must be, then done. */
import type { Case } from "../api/generated/Case";
import type { DocumentRow } from "../api/generated/DocumentRow";
import type { EditorRole } from "../api/generated/EditorRole";
import { formatNumber, m } from "../i18n";
import { act, tell } from "../state/act.svelte";
import { place } from "../state/place.svelte";
import { reasons } from "../state/reasons.svelte";
import { session } from "../state/session.svelte";
import { toasts } from "../state/toasts.svelte";

export async function openNewCase(name: string): Promise<void> {
  const receipt = await act({ do: "add_case", name });
  const made = receipt?.created.find((one) => one.kind === "case");
  if (made !== undefined) place.openCase(made.id);
}

export async function removeCase({ id, name }: Case): Promise<void> {
  const why = await reasons.ask({
    title: m.case_remove_title({ name }),
    text: m.case_remove_text(),
    confirm: m.case_document_remove(),
    danger: true,
  });
  if (why === null) return;
  const receipt = await act({ do: "remove_case", case: id }, why);
  if (receipt !== null && place.case === id) place.openCase(null);
}

export async function removeDocument({ document }: DocumentRow): Promise<void> {
  const why = await reasons.ask({
    title: m.case_remove_title({ name: document.title }),
    text: m.case_document_remove_text(),
    confirm: m.case_document_remove(),
    danger: true,
  });
  if (why === null) return;
  const receipt = await act({ do: "remove_document", document: document.id }, why);
  if (receipt !== null && place.document === document.id) place.openDocument(null);
}

export async function addSample(): Promise<void> {
  try {
    place.openCase(await session.addSample());
  } catch (error) {
    tell(error);
  }
}

/** Opens another desk, or makes one. */
export async function changeDesk(how: "open" | "new"): Promise<void> {
  try {
    await (how === "open" ? session.open(null) : session.create());
  } catch (error) {
    tell(error);
  }
}

/** Writes the whole desk as one readable file, from which it can be made anew. */
export async function exportDesk(): Promise<void> {
  try {
    const saved = await session.export();
    if (saved !== null) toasts.show({ text: m.report_desk_saved({ path: saved.path }), timeout: 15_000 });
  } catch (error) {
    tell(error);
  }
}

/** Makes a desk anew from such a file, and opens it. */
export async function importDesk(): Promise<void> {
  try {
    await session.import();
  } catch (error) {
    tell(error);
  }
}

export async function join(name: string, role: EditorRole): Promise<void> {
  try {
    await session.join(name, role);
  } catch (error) {
    tell(error);
  }
}

/** Reads the whole ledger and says whether all of it is sound. */
export async function verify(): Promise<void> {
  try {
    const { entries, blobs } = await session.verify();
    toasts.show({
      text: m.desk_verified({ entries: formatNumber(entries), blobs: formatNumber(blobs) }),
      tone: "sup",
    });
  } catch (error) {
    tell(error);
  }
}
