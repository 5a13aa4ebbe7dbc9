//! Randomness as a parameter.

/// A source of random bytes for ids and made-up people.
///
/// Keys and nonces never come from here: the vault takes them from the operating system by
/// itself, so that a seeded source in a test or in the demo can never produce two equal keys.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with random values.
    fn fill(&self, bytes: &mut [u8]);

    /// A random number.
    fn next_u64(&self) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    /// # Panics
    ///
    /// Where the operating system has no randomness to give: nothing safe can be done then.
    #[expect(
        clippy::expect_used,
        reason = "without randomness nothing safe can go on"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}
