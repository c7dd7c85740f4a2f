//! [`FileStore`]: refresh tokens in files that only their owner can read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize as _, Zeroizing};

use super::{RefreshToken, TokenStore};
use crate::reply::error::BoxError;
use crate::token::oauth::pkce;

/// The largest file that is read, in bytes; refresh tokens have a few thousand.
const LARGEST: u64 = 1 << 20;

/// Keeps refresh tokens in a directory, a file for each authority, tenant and application.
///
/// On Unix the files have the mode 0600 and the directory, if the store makes it, 0700. A file that others may read or
/// write, or a directory that others may write, is an error and is not used. On Windows the files have the rights of
/// the directory: choose one inside of the user's profile. The tokens are not encrypted.
///
/// A file is replaced as a whole, so a crash leaves the old token or the new one. To sign out, delete the directory.
///
/// ```
/// use graph_action::oauth::{DeviceCode, FileStore};
///
/// # fn in_home(directory: &str) -> std::path::PathBuf { directory.into() }
/// let client_id = "11111111-2222-3333-4444-555555555555";
/// let files = FileStore::new(in_home(".config/contoso-mail/sign-in"));
/// let credential = DeviceCode::new("organizations", client_id, ["Mail.Send"], |prompt| {
///     println!("{prompt}");
/// });
/// let credential = credential.store(files);
/// ```
#[derive(Clone, Debug)]
pub struct FileStore {
    directory: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct StoredToken {
    /// Tells people what the file is for.
    key: String,
    refresh_token: String,
}

impl Drop for StoredToken {
    fn drop(&mut self) {
        self.refresh_token.zeroize();
    }
}

impl FileStore {
    /// A store in a directory. It is made, with its parents, when the first token is saved.
    #[must_use]
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self { directory: directory.into() }
    }

    /// The file for a key: the digest makes a file name of any key.
    fn file(&self, key: &str) -> PathBuf {
        let digest = Sha256::digest(key).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        self.directory.join(format!("{digest}.json"))
    }
}

impl TokenStore for FileStore {
    fn load(&self, key: &str) -> Result<Option<RefreshToken>, BoxError> {
        let path = self.file(key);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(about(&path, error)),
        };
        rights::check_directory(&self.directory)?;
        rights::check_file(&path, &file)?;
        let mut text = Zeroizing::new(Vec::new());
        file.take(LARGEST).read_to_end(&mut text).map_err(|error| about(&path, error))?;
        let kept: StoredToken = serde_json::from_slice(&text)
            .map_err(|_| format!("`{}` is damaged: delete it and sign in again", path.display()))?;
        Ok(Some(RefreshToken::new(kept.refresh_token.as_str())))
    }

    fn save(&self, key: &str, token: &RefreshToken) -> Result<(), BoxError> {
        rights::make_directory(&self.directory).map_err(|error| about(&self.directory, error))?;
        rights::check_directory(&self.directory)?;
        let kept = StoredToken { key: key.to_owned(), refresh_token: token.secret().to_owned() };
        let text = Zeroizing::new(serde_json::to_vec(&kept)?);
        let path = self.file(key);
        // A name that no other process takes at the same time.
        let new = path.with_extension(format!("{}.new", pkce::secret()?.as_str()));
        let written = write(&new, &text).and_then(|()| fs::rename(&new, &path));
        written.map_err(|error| {
            // What is left of the new file is of no use; that it may be missing is fine.
            let _ = fs::remove_file(&new);
            about(&path, error)
        })
    }
}

fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut file = rights::of_the_owner(OpenOptions::new().write(true).create_new(true)).open(path)?;
    file.write_all(text)?;
    file.sync_all()
}

fn about(path: &Path, error: io::Error) -> BoxError {
    format!("`{}`: {error}", path.display()).into()
}

#[cfg(unix)]
mod rights {
    use std::fs::{self, DirBuilder, File, OpenOptions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
    use std::path::Path;

    use super::about;
    use crate::reply::error::BoxError;

    pub(super) fn make_directory(path: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)
    }

    pub(super) fn of_the_owner(options: &mut OpenOptions) -> &mut OpenOptions {
        options.mode(0o600)
    }

    /// Others must not be able to put another file in the place of the token's.
    pub(super) fn check_directory(path: &Path) -> Result<(), BoxError> {
        let mode = fs::metadata(path).map_err(|error| about(path, error))?.permissions().mode() & 0o7777;
        if mode & 0o022 == 0 {
            return Ok(());
        }
        Err(format!("`{}` has the mode {mode:04o}: others may change it; set it to 0700", path.display()).into())
    }

    pub(super) fn check_file(path: &Path, file: &File) -> Result<(), BoxError> {
        let mode = file.metadata().map_err(|error| about(path, error))?.permissions().mode() & 0o7777;
        if mode & 0o077 == 0 {
            return Ok(());
        }
        let path = path.display();
        Err(format!("`{path}` has the mode {mode:04o}: others may have read the token; delete it and sign in again")
            .into())
    }
}

#[cfg(not(unix))]
mod rights {
    use std::fs::{DirBuilder, File, OpenOptions};
    use std::io;
    use std::path::Path;

    use crate::reply::error::BoxError;

    pub(super) fn make_directory(path: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).create(path)
    }

    pub(super) fn of_the_owner(options: &mut OpenOptions) -> &mut OpenOptions {
        options
    }

    pub(super) fn check_directory(_: &Path) -> Result<(), BoxError> {
        Ok(())
    }

    pub(super) fn check_file(_: &Path, _: &File) -> Result<(), BoxError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory of this test, removed in the end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new() -> Self {
            let name = format!("graph-action-{}", pkce::secret().unwrap().as_str());
            Self(std::env::temp_dir().join(name))
        }

        fn store(&self) -> FileStore {
            FileStore::new(self.0.join("a/b"))
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    #[test]
    fn a_token_is_replaced_and_survives() {
        let scratch = Scratch::new();
        assert_eq!(scratch.store().load("k").unwrap(), None);
        for (key, secret) in [("k", "first"), ("other", "theirs"), ("k", "second")] {
            scratch.store().save(key, &RefreshToken::new(secret)).unwrap();
        }
        assert_eq!(scratch.store().load("k").unwrap(), Some(RefreshToken::new("second")));
        assert_eq!(scratch.store().load("other").unwrap(), Some(RefreshToken::new("theirs")));
        assert_eq!(scratch.store().load("none").unwrap(), None);
        let files: Vec<_> = fs::read_dir(scratch.0.join("a/b")).unwrap().map(|file| file.unwrap().path()).collect();
        assert_eq!(files.len(), 2, "{files:?}");
    }

    #[test]
    fn what_is_damaged_is_an_error_that_shows_nothing() {
        let scratch = Scratch::new();
        let store = scratch.store();
        store.save("k", &RefreshToken::new("S3CRET")).unwrap();
        for text in ["", "{\"key\":\"k\",\"refresh_token\":\"S3CR", "{\"refresh_token\":\"S3CRET\"}"] {
            write_over(&store.file("k"), text);
            let error = store.load("k").unwrap_err();
            assert!(error.to_string().contains("is damaged") && !format!("{error:?}").contains("S3CR"), "{error:?}");
        }
        fs::remove_file(store.file("k")).unwrap();
        fs::create_dir(store.file("k")).unwrap();
        let error = store.save("k", &RefreshToken::new("S3CRET")).unwrap_err();
        assert!(!format!("{error:?}").contains("S3CRET"), "{error:?}");
        assert_eq!(fs::read_dir(&store.directory).unwrap().count(), 1, "nothing is left of the new file");
    }

    fn write_over(path: &Path, text: &str) {
        OpenOptions::new().write(true).truncate(true).open(path).unwrap().write_all(text.as_bytes()).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_has_rights() {
        use std::os::unix::fs::PermissionsExt as _;

        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        let scratch = Scratch::new();
        let store = scratch.store();
        store.save("k", &RefreshToken::new("S3CRET")).unwrap();
        let file = store.file("k");
        assert_eq!((mode(&file), mode(&store.directory)), (0o600, 0o700));
        for wider in [0o640, 0o604, 0o660, 0o601] {
            set(&file, wider);
            let error = store.load("k").unwrap_err().to_string();
            assert!(error.contains(&format!("has the mode {wider:04o}")), "{error}");
        }
        set(&file, 0o400);
        assert!(store.load("k").unwrap().is_some());
        set(&store.directory, 0o755);
        assert!(store.load("k").unwrap().is_some(), "others may see the names of files");
        for wider in [0o770, 0o1777] {
            set(&store.directory, wider);
            assert!(store.load("k").unwrap_err().to_string().contains("others may change it"));
            assert!(store.save("k", &RefreshToken::new("x")).unwrap_err().to_string().contains("others may change it"));
        }
    }
}
