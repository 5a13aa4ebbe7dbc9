//! What someone does with personal data, as the trail tells it.

use super::words;

words! {
    /// An action.
    Action is "action" {
        /// Opened on a page.
        View = 1 "view",
        /// Shown in a list.
        List = 2 "list",
        /// Shown among the hits of a search.
        Search = 3 "search",
        /// A hidden value shown, with a reason.
        Reveal = 4 "reveal",
        /// A recording played.
        Play = 5 "play",
        /// Taken out as a file.
        Export = 6 "export",
        /// Written or corrected.
        Change = 7 "change",
        /// Brought in by a file.
        Import = 8 "import",
        /// Two parties made one, or parted again.
        Merge = 9 "merge",
        /// Given to someone outside.
        Disclose = 10 "disclose",
        /// Erased.
        Erase = 11 "erase",
        /// Asked for and refused.
        Refuse = 12 "refuse",
        /// Signed in.
        SignIn = 13 "sign_in",
        /// Tried to sign in and failed.
        SignInFailed = 14 "sign_in_failed",
        /// Signed out.
        SignOut = 15 "sign_out",
        /// Went beyond the scope of a role, with a reason, for an hour.
        BreakGlass = 16 "break_glass",
        /// Sent as a letter or an e-mail.
        Send = 17 "send",
        /// Printed.
        Print = 18 "print",
        /// Held from erasure, or let go.
        Hold = 19 "hold",
        /// A version of the notice published.
        Publish = 20 "publish",
        /// Roles, settings or accounts changed.
        Govern = 21 "govern",
        /// The register itself: a backup, a restore, a change of keys.
        Operate = 22 "operate",
        /// Counted for a figure that identifies no one.
        Count = 23 "count",
    }
}
