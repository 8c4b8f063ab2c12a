//! The hash by which Glacier checks parts of a body: a tree of SHA-256 over pieces of one mebibyte.

use ring::digest::{Context, Digest, SHA256, digest};

/// The size of a piece.
const PIECE: usize = 1 << 20;

/// The root of the tree; a level's last node without a neighbour goes up as it is.
pub(super) fn tree_hash(body: &[u8]) -> Digest {
    let mut level: Vec<Digest> = body.chunks(PIECE).map(|piece| digest(&SHA256, piece)).collect();
    while level.len() > 1 {
        level = level.chunks(2).map(parent).collect();
    }
    level.first().copied().unwrap_or_else(|| digest(&SHA256, b""))
}

fn parent(nodes: &[Digest]) -> Digest {
    match nodes {
        [node] => *node,
        nodes => {
            let mut context = Context::new(&SHA256);
            nodes.iter().for_each(|node| context.update(node.as_ref()));
            context.finish()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_hashed_level_by_level() {
        let sha = |bytes: &[u8]| digest(&SHA256, bytes).as_ref().to_vec();
        let tree = |bytes: &[u8]| tree_hash(bytes).as_ref().to_vec();
        assert_eq!(tree(b""), sha(b""));
        assert_eq!(tree(b"hello world"), sha(b"hello world"));
        let body = vec![b'x'; 2 * PIECE + 1];
        let (whole, last) = (sha(&body[..PIECE]), sha(b"x"));
        let left = sha(&[whole.clone(), whole].concat());
        assert_eq!(tree(&body), sha(&[left, last].concat()));
    }
}
