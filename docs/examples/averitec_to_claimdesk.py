#!/usr/bin/env python3
"""Turns claims in the form of the AVeriTeC data set into commands for `claimdesk do -`.

    ./averitec_to_claimdesk.py dev.json | claimdesk --json do -

One command a line goes to standard output. Ids are made from the data
(UUIDv5), so that the same file always gives the same commands, and a second
run over the same desk is refused at its first line instead of doubling it.

Needs Python 3.9 or newer and nothing else.
"""

import argparse
import json
import sys
import uuid

NAMESPACE = uuid.UUID("6f5b8c1e-3d0a-5b7e-9a44-0c5d7e1f2a63")

# Their labels, and the values of the shipped four-way scale.
VALUES = {
    "Supported": "Supported",
    "Refuted": "Refuted",
    "Not Enough Evidence": "Not enough evidence",
    "Conflicting Evidence/Cherrypicking": "Conflicting evidence",
}
# What the linked answers do to a claim with such a label. The data does not say
# so for each answer: a claim that is open or contested gets context alone.
STANCES = {"Supported": "supports", "Refuted": "contradicts"}
KINDS = {
    "Event/Property Claim": "event_or_property",
    "Numerical Claim": "numerical",
    "Quote Verification": "quotation",
    "Causal Claim": "causal",
    "Position Statement": "position",
}
ANSWERS = {
    "Extractive": "extractive",
    "Abstractive": "abstractive",
    "Boolean": "boolean",
    "Unanswerable": "unanswerable",
}
SOURCES = {"PDF": "report", "Web table": "data_set", "Image/graphic": "image", "Video": "recording"}
LONGEST = 100_000


def name(*parts):
    """The id of a thing that is always called the same."""
    return str(uuid.uuid5(NAMESPACE, "\n".join(parts)))


def text(value):
    """A field's words; an absent field says nothing."""
    return str(value).strip()[:LONGEST] if value is not None else ""


def address(value):
    """A web address, or nothing: the data also has words in this place."""
    value = text(value)
    return value if value.lower().startswith(("http://", "https://")) else ""


def date(value):
    """“31-10-2020” becomes “2020-10-31”; what cannot be read is left out."""
    parts = text(value).split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return ""
    day, month, year = (int(part) for part in parts)
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 and year > 1000 else ""


def answers(entry):
    for question in entry.get("questions") or []:
        for answer in question.get("answers") or []:
            yield question, answer


def sources(entry):
    """The addresses that the answers name, each once, with what is known of it."""
    found = {}
    for _, answer in answers(entry):
        url = address(answer.get("source_url"))
        if url:
            found.setdefault(url, answer)
    return found


def source_command(case, url, answer):
    kept = address(answer.get("cached_source_url"))
    original = url
    if url.startswith("https://web.archive.org/web/") and url.count("/http") == 1:
        kept, original = url, "http" + url.split("/http", 1)[1]
    csl = {"type": "webpage", "title": "", "URL": original}
    if kept:
        csl["archive"] = kept
    kind = SOURCES.get(text(answer.get("source_medium")), "web_page")
    return {"do": "add_source", "id": name("source", case, url), "with": {"kind": kind, "csl": csl}}


def question_record(case, question, strategies):
    record = {"question": text(question.get("question")) or "(no question)", "strategy": strategies, "answers": []}
    for answer in question.get("answers") or []:
        url = address(answer.get("source_url"))
        one = {
            "answer": text(answer.get("answer")),
            "kind": ANSWERS.get(answer.get("answer_type"), "abstractive"),
            "note": text(answer.get("boolean_explanation")),
        }
        if url:
            one["source"] = name("source", case, url)
        elif text(answer.get("source_url")):
            one["note"] = " ".join([one["note"], f"Source given: {text(answer.get('source_url'))}."]).strip()
        record["answers"].append(one)
    return record


def claim_command(case, claim, entry):
    # The data set names them once a claim: they are how its questions were answered.
    strategies = ", ".join(text(one) for one in entry.get("fact_checking_strategies") or [])
    with_ = {
        "kinds": [KINDS[kind] for kind in entry.get("claim_types") or [] if kind in KINDS],
        "language": "en",
        "claimant": {"name": text(entry.get("speaker"))},
        "attributor": {"name": text(entry.get("reporting_source"))},
        "made": date(entry.get("claim_date")),
        "place": text(entry.get("location_ISO_code")),
        "questions": [question_record(case, question, strategies) for question in entry.get("questions") or []],
    }
    original = address(entry.get("original_claim_url"))
    if original:
        with_["appearances"] = [{"url": original, "title": "Where the claim was made", "date": with_["made"]}]
        kept = address(entry.get("cached_original_claim_url"))
        if kept and kept != original:
            with_["appearances"].append({"url": kept, "title": "The same, as an archive keeps it"})
    return {"do": "add_claim", "id": claim, "case": case, "statement": text(entry["claim"]), "with": with_}


def evidence_commands(case, claim, entry):
    stance = STANCES.get(entry.get("label"), "context")
    for url in sources(entry):
        said = [text(a.get("answer")) for _, a in answers(entry) if address(a.get("source_url")) == url]
        yield {
            "do": "link_evidence",
            "id": name("evidence", claim, url),
            "claim": claim,
            "source": name("source", case, url),
            "with": {"stance": stance, "shows": " / ".join(said)[:LONGEST]},
        }


def verdict_command(scale, claim, entry):
    value = VALUES.get(entry.get("label"))
    if value is None:
        return None
    reasoning = text(entry.get("justification")) or "The data set gives no reason."
    return {
        "do": "give_verdict",
        "id": name("verdict", claim),
        "claim": claim,
        "scale": scale,
        "value_name": value,
        "with": {"reasoning": reasoning, "limits": f"Taken over from: {text(entry.get('fact_checking_article'))}"},
    }


def commands(entries, case_name):
    case, scale = name("case", case_name), name("scale", case_name)
    # A copy of the scale of its own: the commands then need nothing that is on the desk already.
    yield {"do": "copy_scale", "id": scale, "template": "four_way"}
    yield {"do": "add_case", "id": case, "name": case_name, "with": {"language": "en", "scale": scale}}
    known = set()
    for n, entry in enumerate(entries):
        claim = name("claim", case_name, str(n), text(entry.get("claim")))
        for url, answer in sources(entry).items():
            if url not in known:
                known.add(url)
                yield source_command(case, url, answer)
        yield claim_command(case, claim, entry)
        yield from evidence_commands(case, claim, entry)
        verdict = verdict_command(scale, claim, entry)
        if verdict is not None:
            yield verdict


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", help="a JSON file with a list of claims")
    parser.add_argument("--case", default="AVeriTeC", help="the name of the new case")
    parser.add_argument("--together", action="store_true", help="one step for each claim, to be undone at once")
    given = parser.parse_args()
    with open(given.file, encoding="utf-8") as file:
        entries = json.load(file)
    if not isinstance(entries, list):
        sys.exit(f"{given.file}: this is not a list of claims")
    step = []
    for command in commands(entries, given.case):
        if not given.together:
            print(json.dumps(command, ensure_ascii=False))
            continue
        step.append(command)
        # A verdict closes what belongs to a claim.
        if command["do"] in ("give_verdict", "add_case"):
            flush(step)
    flush(step)


def flush(step):
    if step:
        title = "Brought in: " + next((c["statement"] for c in step if c["do"] == "add_claim"), "the case")
        together = {"do": "together", "title": title[:200], "commands": step}
        print(json.dumps({"why": "Brought in from a data set", "command": together}, ensure_ascii=False))
        step.clear()


if __name__ == "__main__":
    main()
