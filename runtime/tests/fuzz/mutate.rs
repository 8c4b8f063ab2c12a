//! Changes of an input: of its bytes, of its words, and of its pieces.

/// No input grows beyond this, in bytes.
const LONGEST: usize = 64 * 1024;
/// Bytes at which readers change their minds.
const BYTES: [u8; 16] = [
    0, 1, b' ', b'\n', b'\r', b'"', b'&', b'-', b'0', b'<', b'\\', 0x7f, 0x80, 0xbf, 0xe2, 0xff,
];

/// Random numbers that are the same in every run.
///
/// Source: Guy Steele, Doug Lea, Christine Flood, "Fast Splittable Pseudorandom Number Generators", `SplitMix64`.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is 0 if `end` is.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A piece of `length`: short ones mostly.
    fn piece(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let longest = if self.below(4) == 0 {
            length - start
        } else {
            16.min(length - start)
        };
        start..start + self.below(longest + 1)
    }
}

/// Makes inputs of others.
pub(crate) struct Mutator {
    random: Random,
    words: &'static [&'static [u8]],
}

impl Mutator {
    pub(crate) fn new(random: Random, words: &'static [&'static [u8]]) -> Self {
        Self { random, words }
    }

    /// One of these inputs, with a few changes.
    pub(crate) fn mutate(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        let mut input = self.random.pick(corpus).clone();
        for _ in 0..=self.random.below(4) {
            self.change(&mut input, corpus);
        }
        input.truncate(LONGEST);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>, corpus: &[Vec<u8>]) {
        match self.random.below(10) {
            0 => self.bytes(input),
            1 => input.truncate(self.random.below(input.len() + 1)),
            2 => drop(input.drain(self.random.piece(input.len()))),
            3 => self.insert(input, |random| vec![random.byte()]),
            4 => self.repeat(input),
            5 => self.splice(input, corpus),
            6 => self.number(input),
            7 | 8 => self.word(input),
            _ => {
                let word = *self.random.pick(self.words);
                self.insert(input, |_| word.to_vec());
            }
        }
    }

    /// Changes single bytes.
    fn bytes(&mut self, input: &mut [u8]) {
        for _ in 0..=self.random.below(3) {
            let (at, bit) = (self.random.below(input.len()), self.random.below(8));
            let value = if self.random.below(2) == 0 {
                Some(*self.random.pick(&BYTES))
            } else {
                None
            };
            if let Some(byte) = input.get_mut(at) {
                *byte = value.unwrap_or(*byte ^ (1 << bit));
            }
        }
    }

    fn insert(&mut self, input: &mut Vec<u8>, what: impl FnOnce(&mut Random) -> Vec<u8>) {
        let at = self.random.below(input.len() + 1);
        let what = what(&mut self.random);
        input.splice(at..at, what);
    }

    /// Repeats a piece: once, or so often that nesting or length becomes too much.
    fn repeat(&mut self, input: &mut Vec<u8>) {
        let piece = self.random.piece(input.len());
        let times = *self.random.pick(&[1, 1, 2, 7, 130, 1_000]);
        let times = times.min(LONGEST / piece.len().max(1));
        let repeated = input[piece.clone()].repeat(times);
        input.splice(piece.end..piece.end, repeated);
    }

    /// Puts a piece of another input in place of one.
    fn splice(&mut self, input: &mut Vec<u8>, corpus: &[Vec<u8>]) {
        let other = self.random.pick(corpus);
        let (from, to) = (self.random.piece(other.len()), self.random.piece(input.len()));
        input.splice(to, other[from].iter().copied());
    }

    /// Puts another number in place of one.
    fn number(&mut self, input: &mut Vec<u8>) {
        let Some(run) = self.run(input, |byte| byte.is_ascii_digit()) else {
            return;
        };
        let digits = match self.random.below(4) {
            0 => self.random.next().to_string(),
            1 => self.random.below(300).to_string(),
            2 => format!("{}e{}", self.random.byte(), self.random.below(400)),
            _ => "9".repeat(self.random.below(40)),
        };
        input.splice(run, digits.into_bytes());
    }

    /// Puts a word in place of a name or another word.
    fn word(&mut self, input: &mut Vec<u8>) {
        let Some(run) = self.run(input, |byte| byte.is_ascii_alphanumeric()) else {
            return;
        };
        let word = *self.random.pick(self.words);
        input.splice(run, word.iter().copied());
    }

    /// One of the runs of such bytes: the first one behind a random place.
    fn run(&mut self, input: &[u8], is_part: fn(&u8) -> bool) -> Option<std::ops::Range<usize>> {
        let from = self.random.below(input.len());
        let start = from + input.get(from..)?.iter().position(is_part)?;
        let length = input.get(start..)?.iter().take_while(|byte| is_part(byte)).count();
        Some(start..start + length)
    }
}
