#!/usr/bin/env python3
"""Checks an evidence bundle. Python 3.8 or newer, nothing else, no network.

    python3 verify_proof.py [BUNDLE] [--key VERIFIER_KEY]... [--checkpoint FILE]

BUNDLE is the folder with bagit.txt; without it, the folder above this script.
--key is a verifier key (name+hash+base64) that reached you on another way than this bundle.
--checkpoint is a signed checkpoint that you kept: the ledger must go on from it.
Exit 0: all that is there holds. Exit 1: something does not. VERIFY.md says what it means.
"""
import argparse, base64, collections, functools, hashlib, json, os, pathlib, re, sys, time

HEX = re.compile(r"[0-9a-f]{64}")

def check(holds, words):
    if not holds and words not in faults:
        faults.append(words)
    return holds

def need(holds, words):
    if not holds:
        raise ValueError(words)

# --- Ed25519 (RFC 8032), strict: one encoding for each point and number, no points of small order.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ZERO = (0, 1)

def point(raw):
    y, sign = int.from_bytes(raw, "little") & (2**255 - 1), raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return (P - x if x & 1 != sign else x), y

def add(a, b):
    (x, y), (u, v) = a, b
    t = D * x * y * u * v
    return (x * v + u * y) * pow(1 + t, -1, P) % P, (y * v + x * u) * pow(1 - t, -1, P) % P

def times(number, a):
    total = ZERO
    while number:
        total, a, number = add(total, a) if number & 1 else total, add(a, a), number >> 1
    return total

def signed(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or ZERO in (times(8, a), times(8, r)):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    return times(s, base) == add(r, times(k, a))

# --- Texts: each value has one form, everything else is refused.
def unbase64(text):
    raw = base64.b64decode(text, validate=True)
    need(base64.b64encode(raw).decode() == text, "base64 that is written in a second way")
    return raw

def show(text):
    return "".join(c if c.isprintable() else "?" for c in str(text))

def lines(text):
    need(text == "" or text.endswith("\n"), "a text without its last line feed")
    return text[:-1].split("\n") if text else []

def rows(path, fields):
    for line in lines(bytes_of(path).decode()):
        row = json.loads(line)
        need(list(row) == fields.split(), f"{path}: other fields than {fields}")
        need(line == json.dumps(row, ensure_ascii=False, separators=(",", ":")), f"{path}: a line in another form")
        yield row

Key = collections.namedtuple("Key", "text name id kind public outside")

def key(text, outside):
    name, id_, typed = text.split("+", 2)
    raw = unbase64(typed)
    id_of = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    need(id_of.hex() == id_ and raw[0] in (1, 4) and len(raw) == 33, f"{show(text)} is no verifier key")
    return Key(text, name, id_of, raw[0], raw[1:], outside)

def note(text):
    body, gap, tail = text.rpartition("\n\n")
    found = [re.fullmatch(r"— ([^\s+]+) (\S+)", line) for line in lines(tail)]
    need(gap and all(found) and not re.search(r"[\x00-\x09\x0b-\x1f]", text), "a checkpoint that is no signed note")
    signatures = [(match[1], unbase64(match[2])) for match in found]
    origin, size, root, *rest = lines(body + "\n")
    sound = origin and all(rest) and re.fullmatch(r"0|[1-9][0-9]{0,18}", size) and len(unbase64(root)) == 32
    need(sound, "a note whose text is no checkpoint")
    return body + "\n", signatures, origin, int(size), unbase64(root)

# --- Files.
def walk(top):
    for folder, names, files in os.walk(top):
        check(not any(os.path.islink(os.path.join(folder, n)) for n in names + files), "there are symbolic links")
        yield from (os.path.relpath(os.path.join(folder, name), top).replace(os.sep, "/") for name in files)

def bytes_of(path):
    used.add("data/" + path)
    return pathlib.Path(asked.bundle, "data", path).read_bytes()

def sha256(path, before=b""):
    total = hashlib.sha256(before)
    with open(os.path.join(asked.bundle, path), "rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            total.update(part)
    return total.hexdigest()

def bag():
    named = {"tagmanifest-sha256.txt"}
    for manifest, payload in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
        for line in lines(pathlib.Path(asked.bundle, manifest).read_bytes().decode()):
            need(HEX.fullmatch(line[:64]) and line[64:66] == "  ", f"{manifest}: a line in another form")
            path = line[66:].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
            check(path not in named and path.startswith("data/") == payload, f"{manifest}: {show(path)} is out of place")
            if check(path in files, f"{show(path)} is missing"):
                check(sha256(path) == line[:64], f"{show(path)} is not what the manifest says")
            named.add(path)
    for path in sorted(files - named):
        check(False, f"{show(path)} is there, but no manifest names it")
    check({"bagit.txt", "bag-info.txt", "manifest-sha256.txt"} <= named, "a tag file is not in tagmanifest-sha256.txt")

# --- The ledger.
def ledger():
    leaves.extend(lines(bytes_of("leaves.txt").decode()))
    need(all(HEX.fullmatch(leaf) for leaf in leaves) and len(set(leaves)) == len(leaves), "leaves.txt: no list of hashes")
    place, last = {leaf: n for n, leaf in enumerate(leaves)}, {}
    for e in rows("entries.jsonl", "seq id device n prev hash commitment salt body"):
        seq, device, n, who = e["seq"], e["device"], e["n"], f"entry {show(e['seq'])}"
        need(type(seq) is type(n) is int and min(seq, n) > 0 and seq not in hashes, f"{who}: a wrong number")
        need(all(re.fullmatch("[0-9A-Za-z-]+", e[f]) for f in ("id", "device")), f"{who}: a wrong name")
        need(all(HEX.fullmatch(e[f]) for f in ("prev", "hash", "commitment")), f"{who}: a wrong hash")
        six = f"claimdesk entry 1\n{e['id']}\n{device}\n{n}\n{e['prev']}\n{e['commitment']}\n"
        check(hashlib.sha256(six.encode()).hexdigest() == e["hash"], f"{who}: its hash is not that of its six lines")
        check(place.get(e["hash"]) == seq - 1, f"{who}: leaves.txt has another hash in its place")
        before = last.get(device, (0, 0, None))
        check(n > before[0] and seq > before[1], f"{who}: out of its device's order")
        if n == 1 or n == before[0] + 1:
            check(e["prev"] == ("0" * 64 if n == 1 else before[2]), f"{who}: does not follow its device's entry before")
        else:
            check(place.get(e["prev"], seq) < seq - 1, f"{who}: the entry before it is not in the ledger")
        last[device], hashes[seq] = (n, seq, e["hash"]), e["hash"]
        if e["salt"] is e["body"] is None:
            continue
        check(e["body"] == f"entries/{seq}.json" and HEX.fullmatch(e["salt"]), f"{who}: a wrong salt or file")
        body = bytes_of(f"entries/{seq}.json")
        commitment = hashlib.sha256(bytes.fromhex(e["salt"]) + body).hexdigest()
        if check(commitment == e["commitment"], f"{who}: its body was changed"):
            said, bodies[seq] = json.loads(body), body
            check([said["id"], said["device"], said["n"]] == [e["id"], device, n], f"{who}: its body names another entry")
            blobs.update(said.get("blobs", []))

def stored():
    for b in rows("blobs.jsonl", "id salt sha256 name media_type file"):
        who = f"stored file {show(b['name'])}"
        need(HEX.fullmatch(b["sha256"]) and HEX.fullmatch(b["salt"]), f"{who}: a wrong hash")
        need(b["file"] == f"blobs/{b['sha256']}", f"{who}: a wrong path")
        used.add(path := "data/" + b["file"])
        check(sha256(path) == b["sha256"], f"{who}: its SHA-256 is another")
        check(sha256(path, bytes.fromhex(b["salt"])) == b["id"], f"{who}: its id is not that of its bytes")
        check(b["id"] in blobs, f"{who}: no entry here names it")

# --- Merkle tree (RFC 6962).
def leaf_of(text):
    return hashlib.sha256(b"\0" + bytes.fromhex(text)).digest()

def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()

@functools.lru_cache(None)
def root_of(size):
    level = [leaf_of(leaf) for leaf in leaves[:size]]
    while len(level) > 1:
        level = [node(*level[n : n + 2]) if n + 1 < len(level) else level[n] for n in range(0, len(level), 2)]
    return level[0] if level else hashlib.sha256().digest()

def climb(value, index, size, proof):
    need((size > 1) == bool(proof), "a proof of inclusion of another length")
    if size == 1:
        return value
    *below, beside = proof
    half = 1 << (size - 1).bit_length() - 1
    if index < half:
        return node(climb(value, index, half, below), beside)
    return node(beside, climb(value, index - half, size - half, below))

# --- What vouches for it: signatures, cosignatures, time stamps.
def keyring(given):
    keys.extend(key(text, True) for text in given)
    for n, row in enumerate(rows("keys/keys.jsonl", "verifier pem since"), 1):
        keys.append(key(row["verifier"], False))
        der = base64.b64encode(bytes.fromhex("302a300506032b6570032100") + keys[-1].public)
        check(row["pem"] == f"keys/{n}.pem", f"key {n} names another file")
        derived[f"keys/{n}.pem"] = b"-----BEGIN PUBLIC KEY-----\n" + der + b"\n-----END PUBLIC KEY-----\n"

def checkpoints(held):
    sizes = sorted(int(p[17:-5]) for p in files if re.fullmatch(r"data/checkpoints/[1-9][0-9]*\.note", p))
    for size in sizes:
        text, signatures, origin, said, root = note(newest := bytes_of(f"checkpoints/{size}.note").decode())
        check(said == size and root_of(size) == root, f"checkpoint {size} does not belong to these entries")
        origins.add(origin)
        derived[f"checkpoints/{size}.txt"] = text.encode()
        for n, (name, raw) in enumerate(signatures, 1):
            by = next((k for k in keys if (k.name, k.id) == (name, raw[:4])), None)
            unknown.extend([] if by else [name])
            if by:
                signature(size, by, f"checkpoints/{size}.{n}", text.encode(), raw[4:])
    if check(not sizes or sizes[-1] == len(leaves), "the newest checkpoint does not cover the whole ledger") and sizes:
        for seq in hashes:
            inclusion(seq, f"proofs/{seq}.tlog-proof", newest)
    check(len(origins) < 2, "the checkpoints are of different ledgers")
    public = {kind: {k.public for _, k, _ in vouched if k.kind == kind} for kind in (1, 4)}
    check(not public[1] & public[4], "a cosigner's key is the ledger's own")
    for k in keys:
        check(not k.outside or any(k == v[1] for v in vouched), f"nothing here is signed by your key {show(k.name)}")
    if held:
        _, _, origin, size, root = note(pathlib.Path(held).read_bytes().decode())
        check(origin in origins and size <= len(leaves) and root_of(size) == root, "it does not go on from your checkpoint")

def signature(size, by, stem, text, raw):
    when, over = None, text
    if by.kind == 4:
        when, raw = int.from_bytes(raw[:8], "big"), raw[8:]
        over = derived[stem + ".cosigned"] = f"cosignature/v1\ntime {when}\n".encode() + text
    derived[stem + ".sig"] = raw
    check((when or 0) < 253402300800, f"checkpoint {size}: {show(by.name)} names a time after the year 9999")
    check(signed(by.public, over, raw), f"checkpoint {size}: the signature of {show(by.name)} is false")
    vouched.append((size, by, when))

def inclusion(seq, path, newest):
    head, _, checkpoint = bytes_of(path).decode().partition("\n\n")
    first, index, *proof = head.split("\n")
    check((first, index) == ("c2sp.org/tlog-proof@v1", f"index {seq - 1}"), f"{path} has another form")
    top_of = climb(leaf_of(hashes[seq]), seq - 1, len(leaves), [unbase64(line) for line in proof])
    check(checkpoint == newest and top_of == root_of(len(leaves)), f"{path} leads to another root")

def stamps():
    for path in sorted(p for p in files if p.startswith("data/timestamps/")):
        # The digest stands in the token as a string of 32 octets; openssl checks the rest (VERIFY.md).
        token = bytes_of(path[5:])
        names = (t for t in sorted(files) if re.fullmatch(r"data/checkpoints/[0-9]+\.(txt|note)", t))
        over = [t for t in names if b"\x04\x20" + bytes.fromhex(sha256(t)) in token]
        check(over, f"{show(path)} is not over a checkpoint here")
        stamped.extend(f"   {show(path[5:])} names {show(t[5:])}; whether it is genuine, only openssl says." for t in over)

def copies():
    for path, wanted in derived.items():
        check(bytes_of(path) == wanted, f"{show(path)} is not what the checkpoints and keys here make it")
    for path in sorted(files - used - {"data/VERIFY.md", "data/verify_proof.py"}):
        check(not path.startswith("data/") or path.startswith("data/report/"), f"{show(path)} has no place in a bundle")

def say():
    print(f"1. Self-consistent: yes. The ledger has {len(leaves)} entries, {len(hashes)} of them are here; their hashes agree.")
    for seq in (seq for seq in hashes if seq not in bodies):
        print(f"   Entry {seq}: its text was erased. Its place and its hash still stand; what it said is not shown.")
    for path in sorted(p for p in files if p.startswith("data/report/")):
        digest = sha256(path).encode()
        holds = [f"entry {n} holds its SHA-256" for n, body in bodies.items() if digest in body]
        print(f"   {show(path[5:])}: {(holds + ['no entry here holds its SHA-256; the ledger does not vouch for it'])[0]}")
    own, others = ([v for v in vouched if v[1].kind == kind] for kind in (1, 4))
    brought = "a key that this bundle itself brings (compare it with one that reached you on another way)"
    print("2. Signed:", "yes." if own else "no.")
    for size, k, when in own:
        print(f"   {size} entries: by {show(k.name)} with {'the key that you gave' if k.outside else brought}.")
    print("3. Seen by others:", "yes." if any(k.outside for _, k, _ in others) else "not shown." if others else "no.")
    for size, k, when in others:
        at = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(when)) + " by their own clock"
        print(f"   {size} entries: by {show(k.name)}, {at}, with {'the key that you gave' if k.outside else brought}.")
    print(f"   Signatures of unknown keys, which count for nothing: {len(unknown)}.")
    print("4. Time-stamped:", "not checked here; VERIFY.md says how." if stamped else "no.")
    print(*stamped, "Nothing here says that what the entries state is true. VERIFY.md says what is not proven.", sep="\n")

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", nargs="?", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    parser.add_argument("--key", action="append", default=[])
    parser.add_argument("--checkpoint")
    parser.parse_args(namespace=asked)
    files.update(walk(asked.bundle))
    for step in (bag, ledger, stored, lambda: keyring(asked.key), lambda: checkpoints(asked.checkpoint), stamps, copies):
        try:
            step()
        except Exception as error:  # whatever cannot be read does not hold
            check(False, f"{type(error).__name__}: {show(error)}")
    if faults:
        sys.exit("\n".join(f"FAULT: {words}" for words in faults) + f"\nThis bundle does not hold. Faults: {len(faults)}.")
    say()

asked, files, used, derived, leaves, hashes, bodies, blobs = argparse.Namespace(), set(), set(), {}, [], {}, {}, set()
faults, keys, origins, vouched, unknown, stamped = [], [], set(), [], [], []
if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")
    main()
