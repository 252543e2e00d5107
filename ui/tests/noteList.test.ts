// What a draft brought along on the pretended desk: listed, decided, and still so in the next draft.
import { beforeEach, describe, expect, it } from "vitest";
import type { NoteListAnswer } from "../src/api/generated/NoteListAnswer";
import type { NoteRow } from "../src/api/generated/NoteRow";
import { pretend, type Pretend } from "../src/api/pretend";
import { revisionOf } from "../src/api/pretend/second";
import {
  filtersOf,
  isShown,
  marksOfNotes,
  nextOpen,
  outcomeOf,
  titleOf,
  writtenOf,
} from "../src/features/document/notes/notes";

let desk: Pretend;
let revision: string;

beforeEach(() => {
  desk = pretend({ desk: "notes" });
  revision = [...desk.ledger.tables.revision.keys()][0] ?? "";
});

const list = (at = revision, moment: number | null = null): Promise<NoteListAnswer> =>
  desk.ask("note_list", { revision: at }, moment);
const row = ({ rows }: NoteListAnswer, note: number): NoteRow => {
  const found = rows.find((one) => one.note === note);
  if (found === undefined) throw new Error(`there is no note ${note}`);
  return found;
};

describe("the notes of a draft", () => {
  it("are counted, and an answer stands with what it answers", async () => {
    const answer = await list();
    expect(answer.counts).toEqual({ total: 7, open: 7, claims: 0, sources: 0, dismissed: 0, changes: 2 });
    expect(row(answer, 1).replies.map(({ text }) => text)).toEqual(["Both ministries give it."]);
    expect(answer.rows.map(({ note }) => note)).not.toContain(2);
    expect(titleOf(row(answer, 5))).toBe("Footnote 2");
    expect(writtenOf(row(answer, 1).written)).toBe("2017-07-06 09:14");
    expect(filtersOf(answer.counts).map(({ value }) => value)).toEqual(["open", "changes", "all"]);
  });

  it("hang where their marks are drawn; a note on the whole document has none", async () => {
    const answer = await list();
    const marks = marksOfNotes(answer.rows, 1);
    expect(marks).toHaveLength(answer.rows.length - 1);
    expect(marks.find(({ note }) => note === 5)).toMatchObject({ kind: "mark", sign: "[2]", isOpen: true });
    expect(marks.filter(({ chosen }) => chosen).map(({ note }) => note)).toEqual([1]);
  });

  it("become a comment on the claim that holds them, or a claim of their own", async () => {
    const before = desk.ledger.tables.claim.size;
    expect(row(await list(), 1).holder?.number).toBe(1);
    await desk.execute({ do: "claim_note", revision, note: 1 }, null);
    expect(desk.ledger.tables.claim.size).toBe(before);
    await desk.execute({ do: "claim_note", revision, note: 4 }, null);
    expect(desk.ledger.tables.claim.size).toBe(before + 1);
    const answer = await list();
    expect([outcomeOf(row(answer, 1)), outcomeOf(row(answer, 4))]).toEqual(["claim", "claim"]);
    await expect(desk.execute({ do: "dismiss_note", revision, note: 4 }, null)).rejects.toMatchObject({
      kind: "refused",
    });
    await desk.undo();
    expect(desk.ledger.tables.claim.size).toBe(before);
    expect(outcomeOf(row(await list(), 4))).toBe("open");
  });

  it("become a source, and evidence of the claim that holds the mark", async () => {
    expect(row(await list(), 5)).toMatchObject({ likely: "source", citation: { title: "Resolution 2118" } });
    await desk.execute({ do: "source_note", revision, note: 5 }, null);
    const answer = await list();
    expect(row(answer, 5).source?.label).toBe("Resolution 2118");
    const claim = row(answer, 5).holder?.claim;
    const linked = [...desk.ledger.tables.evidence.values()].filter((one) => one.claim === claim);
    expect(linked.at(-1)?.source).toBe(row(answer, 5).source?.source);
  });

  it("stay dismissed in the next draft, and open at the moment before", async () => {
    const before = (await list()).counts;
    const { seq } = await desk.execute({ do: "dismiss_note", revision, note: 4 }, null);
    const document = desk.ledger.tables.revision.get(revision)?.document ?? "";
    const text = desk.ledger.texts.get(revision);
    const command = revisionOf(document, [["paragraph", "Other words."]]);
    if (command.do !== "add_revision" || text === undefined) throw new Error("no draft");
    const layout = JSON.parse(command.text.layout) as object;
    const notes = text.layout.notes
      ?.slice(4, 5)
      .map(({ span, ...note }) => (span === undefined ? note : { ...note }));
    command.text.layout = JSON.stringify({ ...layout, notes });
    const made = await desk.execute(command, null);
    const next = made.created.find(({ kind }) => kind === "revision")?.id ?? "";
    const [kept] = (await list(next)).rows;
    expect(kept).toMatchObject({ decided_in: 1, uptake: { became: "dismissed" } });
    expect((await list(revision, seq - 1)).counts).toEqual(before);
    await desk.execute({ do: "reopen_note", uptake: kept?.uptake?.id ?? "" }, null);
    expect((await list(next)).counts.open).toBe(1);
  });

  it("are gone through one after the other", async () => {
    const { rows } = await list();
    const open = rows.filter((one) => isShown(one, "open"));
    expect(nextOpen(open, open[0]?.note ?? null)?.note).toBe(open[1]?.note);
    expect(nextOpen(open, open.at(-1)?.note ?? null)?.note).toBe(open.at(-2)?.note);
    expect(nextOpen([], null)).toBeNull();
  });
});
