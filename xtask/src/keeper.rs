//! Ends what we started, even when we are killed.
//!
//! A keeper is a shell that waits on a pipe whose other end only this process holds. When this
//! process ends, in whatever way, the pipe closes and the keeper cleans up. It runs in a process
//! group of its own, so Ctrl-C at the terminal does not reach it.

use std::io;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Ends a process and removes a folder, as soon as this process is gone or lets go of it.
#[derive(Debug)]
pub(crate) struct Keeper {
    shell: Child,
}

impl Keeper {
    /// Watches over process `pid` and everything in `folder`.
    ///
    /// # Errors
    ///
    /// If no shell can be started.
    pub(crate) fn over(pid: u32, folder: &Path) -> io::Result<Keeper> {
        let script = r#"cat >/dev/null; kill -KILL "$1" 2>/dev/null; rm -rf -- "$2""#;
        let mut command = Command::new("sh");
        command
            .args(["-c", script, "keeper"])
            .arg(pid.to_string())
            .arg(folder);
        Keeper::shell(command)
    }

    /// Starts a shell command that cleans up by itself once its standard input ends.
    ///
    /// # Errors
    ///
    /// If the command can't be started.
    pub(crate) fn shell(mut command: Command) -> io::Result<Keeper> {
        let shell = command.stdin(Stdio::piped()).process_group(0).spawn()?;
        Ok(Keeper { shell })
    }

    /// What the shell prints, if its standard output was piped.
    pub(crate) fn output(&mut self) -> Option<std::process::ChildStdout> {
        self.shell.stdout.take()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        if let Err(error) = self.shell.wait() {
            eprintln!("xtask: what was started may still run: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn what_is_kept_ends_and_its_folder_goes_when_the_keeper_goes() {
        let folder = tempfile::tempdir().unwrap().keep();
        let mut kept = Command::new("sleep").arg("60").spawn().unwrap();
        let keeper = Keeper::over(kept.id(), &folder).unwrap();
        assert!(folder.exists());
        assert_eq!(kept.try_wait().unwrap(), None);
        drop(keeper);
        let start = Instant::now();
        assert!(!kept.wait().unwrap().success());
        assert!(start.elapsed() < Duration::from_secs(30));
        assert!(!folder.exists());
    }
}
