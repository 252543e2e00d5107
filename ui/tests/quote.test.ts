/** Words that are given to a claim: whoever chooses one is not overruled by an answer about another. */
import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { useBridge, type Answer, type Input, type QueryName } from "../src/api/bridge";
import type { Command } from "../src/api/generated/Command";
import { pretend } from "../src/api/pretend";
import { moment } from "../src/state/moment.svelte";
import { session } from "../src/state/session.svelte";
import ClaimPicker from "../src/views/ClaimPicker.svelte";
import QuoteDialog from "../src/views/QuoteDialog.svelte";
import { pick, settled, user } from "./dossier/stage";

type Desk = {
  given: Command[];
  /** A claim with evidence, and a source of that. */
  first: { id: string; number: number; case: string; source: string };
  other: { id: string; number: number; heading: string };
  /** Lets the answers about the first claim come. */
  release: () => void;
};

/** A desk that keeps the answers about one claim back. */
async function slowDesk(): Promise<Desk> {
  const desk = pretend({ desk: "sample" });
  const { claim, evidence } = desk.ledger.tables;
  const piece = [...evidence.values()][0];
  const first = piece && claim.get(piece.claim);
  const other = [...claim.values()].find(
    (one) => one.case === first?.case && [...evidence.values()].every((row) => row.claim !== one.id),
  );
  if (piece === undefined || first === undefined || other === undefined)
    throw new Error("the sample changed");
  const waiting: (() => void)[] = [];
  let isSlow = true;
  const asks = desk.ask.bind(desk);
  desk.ask = <Q extends QueryName>(name: Q, input: Input<Q>, at: number | null): Promise<Answer<Q>> => {
    const isAboutFirst = name === "claim_page" && (input as Input<"claim_page">).claim === first.id;
    if (!isSlow || !isAboutFirst) return asks(name, input, at);
    return new Promise((resolve, reject) => {
      waiting.push(() => void asks(name, input, at).then(resolve, reject));
    });
  };
  const given: Command[] = [];
  const execute = desk.execute.bind(desk);
  desk.execute = (command, why) => {
    given.push(structuredClone(command));
    return execute(command, why);
  };
  useBridge(desk);
  moment.reset();
  await session.load();
  return {
    given,
    first: { id: first.id, number: first.number, case: first.case, source: piece.source },
    other: { id: other.id, number: other.number, heading: other.short || other.statement },
    release: () => {
      isSlow = false;
      for (const answer of waiting.splice(0)) answer();
    },
  };
}

const box = (): HTMLInputElement => screen.getByRole("combobox", { name: /^Claim/u });
const later = (): Promise<void> => new Promise((done) => setTimeout(done, 30));
const at = { revision: "a draft" };
const range = { start: 0, end: 5, exact: "Words" };

test("the claim that is offered first shows the evidence that the quote may join", async () => {
  const { first, release } = await slowDesk();
  render(QuoteDialog, {
    at,
    range,
    source: first.source,
    open: first.case,
    claim: first.id,
    onclose: () => null,
  });
  release();
  await settled(() => expect(box().value).toContain(String(first.number)));
  await screen.findByText("A new piece of evidence");
});

test("a late answer about the claim that was offered does not undo the choice of another", async () => {
  const { first, other, given, release } = await slowDesk();
  render(QuoteDialog, {
    at,
    range,
    source: first.source,
    open: first.case,
    claim: first.id,
    onclose: () => null,
  });
  await pick(box(), other.heading.slice(0, 20), new RegExp(`\\b${other.number}\\b`, "u"));
  await settled(() => expect(box().value).toContain(other.heading));
  release();
  await later();
  expect(box().value).toContain(other.heading);
  expect(screen.queryByText("A new piece of evidence")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Pin as evidence" }));
  await settled(() => expect(given).toHaveLength(1));
  expect(given[0]).toMatchObject({ do: "quote_evidence", claim: other.id, with: { stance: "supports" } });
});

test("nor does it when words are added to a claim", async () => {
  const { first, other, release } = await slowDesk();
  const picked: string[] = [];
  render(ClaimPicker, {
    open: first.case,
    claim: first.id,
    words: range.exact,
    onpick: (claim) => picked.push(claim),
    onclose: () => null,
  });
  await pick(box(), other.heading.slice(0, 20), new RegExp(`\\b${other.number}\\b`, "u"));
  release();
  await later();
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(picked).toEqual([other.id]);
});
