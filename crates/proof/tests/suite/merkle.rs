//! The tree against the reference's values, against the RFC's recursion, and against every small falsehood.

use std::cell::Cell;

use claimdesk_proof::Hash;
use claimdesk_proof::encoding::{hash_from_hex, hex, unhex};
use claimdesk_proof::merkle::*;
use proptest::prelude::*;

/// The eight leaves of the certificate-transparency reference, with the root after each.
const REFERENCE: [(&str, &str); 8] = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
];

fn tree(leaves: &[Vec<u8>]) -> MemoryNodes {
    let mut nodes = MemoryNodes::default();
    leaves.iter().fold(0, |size, leaf| append(&mut nodes, size, leaf).unwrap());
    nodes
}

fn numbered(size: u64) -> Vec<Vec<u8>> {
    (0..size).map(|n| format!("leaf {n}").into_bytes()).collect()
}

/// RFC 6962, 2.1, word for word.
fn naive_root(leaves: &[Vec<u8>]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => leaf_hash(leaf),
        _ => {
            let (left, right) = leaves.split_at((leaves.len() - 1).ilog2_pow());
            node_hash(&naive_root(left), &naive_root(right))
        }
    }
}

/// RFC 6962, 2.1.1.
fn naive_path(m: usize, leaves: &[Vec<u8>]) -> Vec<Hash> {
    if leaves.len() <= 1 {
        return Vec::new();
    }
    let k = (leaves.len() - 1).ilog2_pow();
    let (left, right) = leaves.split_at(k);
    let (mut path, beside) = if m < k { (naive_path(m, left), right) } else { (naive_path(m - k, right), left) };
    path.push(naive_root(beside));
    path
}

/// RFC 6962, 2.1.2.
fn naive_subproof(m: usize, leaves: &[Vec<u8>], known: bool) -> Vec<Hash> {
    if m == leaves.len() {
        return if known { Vec::new() } else { vec![naive_root(leaves)] };
    }
    let k = (leaves.len() - 1).ilog2_pow();
    let (left, right) = leaves.split_at(k);
    let (mut proof, beside) =
        if m <= k { (naive_subproof(m, left, known), right) } else { (naive_subproof(m - k, right, false), left) };
    proof.push(naive_root(beside));
    proof
}

trait Pow {
    fn ilog2_pow(self) -> usize;
}

impl Pow for usize {
    /// The largest power of two that is not larger.
    fn ilog2_pow(self) -> usize {
        1 << self.ilog2()
    }
}

#[test]
fn roots_and_proofs_are_those_of_the_reference() {
    let leaves: Vec<Vec<u8>> = REFERENCE.iter().map(|(leaf, _)| unhex(leaf).unwrap()).collect();
    let nodes = tree(&leaves);
    for (size, (_, expected)) in (1..).zip(REFERENCE) {
        assert_eq!(hex(&root(&nodes, size).unwrap()), expected);
    }
    assert_eq!(hex(&empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    let shared = ["ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", REFERENCE[3].1];
    let path: Vec<String> = inclusion(&nodes, 5, 8).unwrap().iter().map(|hash| hex(hash)).collect();
    assert_eq!(path[0], "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    assert_eq!(path[1..], shared);
    let proof: Vec<String> = consistency(&nodes, 6, 8).unwrap().iter().map(|hash| hex(hash)).collect();
    assert_eq!(proof[0], "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a");
    assert_eq!(proof[1..], shared);
}

#[test]
fn every_small_tree_is_that_of_the_recursion_and_proves_itself() {
    let leaves = numbered(40);
    let nodes = tree(&leaves);
    for new in 0..=40_u64 {
        let here = &leaves[..new as usize];
        let new_root = root(&nodes, new).unwrap();
        assert_eq!(new_root, naive_root(here));
        for index in 0..new {
            let path = inclusion(&nodes, index, new).unwrap();
            assert_eq!(path, naive_path(index as usize, here));
            verify_inclusion(&leaf_hash(&leaves[index as usize]), index, new, &path, &new_root).unwrap();
        }
        for old in 1..=new {
            let proof = consistency(&nodes, old, new).unwrap();
            assert_eq!(proof, naive_subproof(old as usize, here, true));
            verify_consistency(old, new, &proof, &root(&nodes, old).unwrap(), &new_root).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_tree_is_that_of_the_recursion(
        leaves in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 1..300),
        a in any::<proptest::sample::Index>(),
        b in any::<proptest::sample::Index>(),
    ) {
        let nodes = tree(&leaves);
        let size = leaves.len();
        let whole = root(&nodes, size as u64).unwrap();
        prop_assert_eq!(whole, naive_root(&leaves));
        let index = a.index(size);
        let path = inclusion(&nodes, index as u64, size as u64).unwrap();
        prop_assert_eq!(&path, &naive_path(index, &leaves));
        prop_assert!(verify_inclusion(&leaf_hash(&leaves[index]), index as u64, size as u64, &path, &whole).is_ok());
        let old = b.index(size) + 1;
        let proof = consistency(&nodes, old as u64, size as u64).unwrap();
        prop_assert_eq!(&proof, &naive_subproof(old, &leaves, true));
        let old_root = naive_root(&leaves[..old]);
        prop_assert!(verify_consistency(old as u64, size as u64, &proof, &old_root, &whole).is_ok());
    }
}

/// Every hash with one bit turned, one hash after the other.
fn flips(hashes: &[Hash]) -> impl Iterator<Item = Vec<Hash>> + '_ {
    (0..hashes.len() * 256).map(|bit| {
        let mut flipped = hashes.to_vec();
        flipped[bit / 256][bit % 256 / 8] ^= 1 << (bit % 8);
        flipped
    })
}

/// The proof with one hash more or fewer.
fn other_lengths(proof: &[Hash], filler: [Hash; 3]) -> Vec<Vec<Hash>> {
    let mut others = Vec::new();
    for at in 0..=proof.len() {
        others.extend(filler.map(|hash| [&proof[..at], &[hash], &proof[at..]].concat()));
    }
    others.extend((0..proof.len()).map(|at| [&proof[..at], &proof[at + 1..]].concat()));
    others
}

#[test]
fn no_false_proof_of_inclusion_holds() {
    let leaves = numbered(33);
    let nodes = tree(&leaves);
    for size in [1, 2, 3, 4, 5, 7, 8, 13, 16, 33] {
        let whole = root(&nodes, size).unwrap();
        for index in [0, 1, 2, size / 2, size - 1].into_iter().filter(|index| *index < size) {
            let leaf = leaf_hash(&leaves[index as usize]);
            let path = inclusion(&nodes, index, size).unwrap();
            for path in flips(&path) {
                assert_eq!(verify_inclusion(&leaf, index, size, &path, &whole), Err(Unproven::Root));
            }
            for path in other_lengths(&path, [leaf, whole, [0; 32]]) {
                let refused = verify_inclusion(&leaf, index, size, &path, &whole);
                assert!(matches!(refused, Err(Unproven::Length { .. })));
            }
            for both in flips(&[leaf, whole]) {
                assert!(verify_inclusion(&both[0], index, size, &path, &both[1]).is_err());
            }
            for other in (0..size + 2).chain([u64::MAX, u64::MAX - 1, 1 << 63]).filter(|other| *other != index) {
                assert!(verify_inclusion(&leaf, other, size, &path, &whole).is_err());
            }
            for other in (0..=33).chain([u64::MAX]).filter(|other| *other != size) {
                // Another size with that size's root: a reader who trusts that checkpoint is not misled.
                let root = root(&nodes, other).unwrap_or_default();
                assert!(verify_inclusion(&leaf, index, other, &path, &root).is_err());
            }
        }
    }
}

#[test]
fn no_false_proof_of_consistency_holds() {
    let nodes = tree(&numbered(33));
    for new in [1, 2, 3, 4, 6, 7, 8, 13, 16, 33] {
        let new_root = root(&nodes, new).unwrap();
        for old in [1, 2, 3, 4, 6, new / 2, new - 1, new].into_iter().filter(|old| (1..=new).contains(old)) {
            let old_root = root(&nodes, old).unwrap();
            let proof = consistency(&nodes, old, new).unwrap();
            for proof in flips(&proof) {
                assert_eq!(verify_consistency(old, new, &proof, &old_root, &new_root), Err(Unproven::Root));
            }
            for proof in other_lengths(&proof, [old_root, new_root, [0; 32]]) {
                let refused = verify_consistency(old, new, &proof, &old_root, &new_root);
                assert!(matches!(refused, Err(Unproven::Length { .. })));
            }
            for both in flips(&[old_root, new_root]) {
                assert!(verify_consistency(old, new, &proof, &both[0], &both[1]).is_err());
            }
            for other in (0..=33).chain([u64::MAX, 1 << 63]).filter(|other| *other != old) {
                assert!(verify_consistency(other, new, &proof, &old_root, &new_root).is_err(), "{other} {old} {new}");
            }
            if old < new {
                assert!(verify_consistency(old, new, &proof, &new_root, &old_root).is_err());
                assert!(verify_consistency(new, old, &proof, &new_root, &old_root).is_err());
            }
        }
    }
}

/// Counts reads; one hash cannot be read.
struct Counted {
    nodes: MemoryNodes,
    reads: Cell<u32>,
    broken: (u8, u64),
}

impl Nodes for Counted {
    type Error = &'static str;

    fn get(&self, level: u8, index: u64) -> Result<Option<Hash>, Self::Error> {
        self.reads.set(self.reads.get() + 1);
        if (level, index) == self.broken { Err("worn out") } else { Ok(self.nodes.get(level, index).unwrap()) }
    }

    fn put(&mut self, _: u8, _: u64, _: Hash) -> Result<(), Self::Error> {
        Err("full")
    }
}

#[test]
fn proofs_read_few_hashes_and_a_fault_of_the_store_is_passed_on() {
    let size = 100_000;
    let mut nodes = Counted { nodes: tree(&numbered(size)), reads: Cell::new(0), broken: (0, 77) };
    assert_eq!(inclusion(&nodes, 76, size), Err(TreeError::Nodes("worn out")));
    assert_eq!(append(&mut nodes, size, b"one more"), Err(TreeError::Nodes("full")));
    for index in [1, 2, 99_999, 65_535, 65_536, 31_337] {
        nodes.reads.set(0);
        inclusion(&nodes, index, size).unwrap();
        let reads = nodes.reads.replace(0);
        consistency(&nodes, index, size).unwrap();
        assert!(reads.max(nodes.reads.get()) <= 2 * 17, "{reads} reads, {} reads", nodes.reads.get());
    }
}

#[test]
fn questions_that_do_not_fit_are_refused() {
    let nodes = tree(&numbered(5));
    assert_eq!(inclusion(&nodes, 5, 5), Err(TreeError::OutOfRange { asked: 5, size: 5 }));
    assert_eq!(consistency(&nodes, 6, 5), Err(TreeError::OutOfRange { asked: 6, size: 5 }));
    assert_eq!(consistency(&nodes, 0, 5), Err(TreeError::OutOfRange { asked: 0, size: 5 }));
    for new in [0, 5] {
        let new_root = root(&nodes, new).unwrap();
        assert_eq!(verify_consistency(0, new, &[], &empty_root(), &new_root), Err(Unproven::Range));
    }
    assert!(matches!(root(&nodes, 6), Err(TreeError::Missing { .. })));
    assert!(matches!(inclusion(&nodes, 0, u64::MAX), Err(TreeError::OutOfRange { .. })));
    assert!(matches!(append(&mut tree(&[]), 3, b"a leaf too far"), Err(TreeError::Missing { level: 0, index: 2 })));
    assert!(hash_from_hex(&"A".repeat(64)).is_none());
}
