//! An opened value: readable in one place only, and by one call that can be looked for.

/// A personal value in the clear.
///
/// It has no `Debug`, `Display`, `Serialize` or `Clone`; [`Opened::expose`] is the only way in,
/// and its calls stand in the view structs of pages and API.
#[must_use = "an opened value is on the record: show it or do not open it"]
pub struct Opened<T>(T);

impl<T> Opened<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself. To be called where a view struct is filled, and nowhere else.
    #[must_use]
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value itself, taken out.
    #[must_use]
    pub fn into_exposed(self) -> T {
        self.0
    }
}
