//! What the pages are dressed in: one style, one script, one icon, built from `web/`, packed once
//! and embedded.
//!
//! The style is Tabler with our own on top, the script htmx with our own. A name holds a digest of
//! what is in the file, so a browser may keep it for ever: a changed file is another file.
//!
//! Absent on purpose: anything that is fetched from elsewhere when the program runs.

/// A file that a page refers to.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Its name, with a digest of what is in it.
    pub name: &'static str,
    /// Its media type.
    pub kind: &'static str,
    /// As it is.
    pub plain: &'static [u8],
    /// Packed with gzip (RFC 1952).
    pub gzip: &'static [u8],
    /// Packed with Brotli (RFC 7932).
    pub brotli: &'static [u8],
}

impl Asset {
    /// The smallest form that a browser takes, by its `Accept-Encoding` (RFC 9110 section 12.5.3):
    /// the bytes, and how they are packed.
    #[must_use]
    pub fn packed_for(&self, accepted: &str) -> (&'static [u8], Option<&'static str>) {
        let takes = |coding: &str| {
            accepted.split(',').any(|one| {
                let mut parts = one.split(';').map(str::trim);
                let named = parts
                    .next()
                    .is_some_and(|name| name.eq_ignore_ascii_case(coding));
                named && !parts.any(|weight| weight.replace(' ', "") == "q=0")
            })
        };
        if takes("br") {
            (self.brotli, Some("br"))
        } else if takes("gzip") {
            (self.gzip, Some("gzip"))
        } else {
            (self.plain, None)
        }
    }
}

include!(concat!(env!("OUT_DIR"), "/files.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_smallest_form_that_it_takes() {
        let packed = |accepted| SELOSTE_CSS.packed_for(accepted).1;
        assert_eq!(packed("gzip, deflate, br"), Some("br"));
        assert_eq!(packed("gzip, deflate"), Some("gzip"));
        assert_eq!(packed("br;q=0, gzip;q=0.5"), Some("gzip"));
        assert_eq!(packed("identity"), None);
        assert_eq!(packed(""), None);
    }

    #[test]
    fn style_and_script_together_stay_far_below_what_the_first_page_may_weigh() {
        let packed: usize = ALL.iter().map(|asset| asset.gzip.len()).sum();
        assert!(packed < 60_000, "{packed} bytes");
    }
}
