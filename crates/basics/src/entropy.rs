//! Randomness as a parameter.

use std::cell::RefCell;

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

/// Numbers asked for at once from the operating system.
const DRAWN_AT_ONCE: usize = 64;

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

    /// Some numbers are drawn at once: a file of a million customers takes ten million.
    fn next_u64(&self) -> u64 {
        thread_local! {
            static DRAWN: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
        }
        DRAWN.with_borrow_mut(|drawn| {
            if drawn.is_empty() {
                let mut bytes = [[0; 8]; DRAWN_AT_ONCE];
                self.fill(bytes.as_flattened_mut());
                drawn.extend(bytes.map(u64::from_le_bytes));
            }
            drawn.pop().unwrap_or_default()
        })
    }
}
