//! The system's store of secrets, by GNOME Keyring on a bus of its own: read back by `secret-tool`.

use std::io::Write;
use std::process::{Child, Command, Stdio};

use crate::desk::Home;

/// A session bus with an unlocked keyring, in a home's folder. Both end with it.
struct Session {
    bus: Child,
    keyring: Child,
    address: String,
}

impl Session {
    fn of(home: &Home) -> Self {
        let mut bus = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon runs");
        let mut address = String::new();
        let said = bus.stdout.take().expect("its words");
        std::io::BufRead::read_line(&mut std::io::BufReader::new(said), &mut address).expect("an address");
        let address = address.trim().to_owned();
        let mut keyring = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", home.path("."))
            .env("XDG_RUNTIME_DIR", home.path("."))
            .env("DBUS_SESSION_BUS_ADDRESS", &address)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon runs");
        // The word that unlocks it ends where the input ends.
        keyring.stdin.take().expect("its input").write_all(b"a word").expect("said");
        let session = Self { bus, keyring, address };
        session.wait();
        session
    }

    /// Until the keyring is on the bus.
    fn wait(&self) {
        for _ in 0..200 {
            let asked = Command::new("dbus-send")
                .args([&format!("--bus={}", self.address), "--print-reply", "--dest=org.freedesktop.DBus"])
                .args(["/", "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"])
                .output()
                .expect("dbus-send runs");
            if String::from_utf8_lossy(&asked.stdout).contains("boolean true") {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("the keyring is not on the bus");
    }

    /// What the keyring holds of this program, as another program sees it.
    fn held(&self) -> String {
        let found = Command::new("secret-tool")
            .args(["search", "--all", "application", "claimdesk"])
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .output()
            .expect("secret-tool runs");
        // It prints attributes on one stream and secrets on the other.
        String::from_utf8_lossy(&[found.stdout, found.stderr].concat()).into_owned()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        for child in [&mut self.keyring, &mut self.bus] {
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// Runs the program as a user of this home does, on a desktop or without one.
fn run(home: &Home, session: Option<&Session>, arguments: &[&str]) -> (bool, String) {
    let mut command = home.command(arguments);
    command.env_remove("CLAIMDESK_HOME").env("HOME", home.path("."));
    if let Some(session) = session {
        command.env("DBUS_SESSION_BUS_ADDRESS", &session.address);
    }
    let ran = command.output().expect("the program runs");
    (ran.status.success(), String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned())
}

#[test]
fn a_key_is_kept_in_the_keyring_and_in_no_file() {
    let home = Home::empty();
    let session = Session::of(&home);
    for arguments in [&["--editor", "Editor A", "new"][..], &["sample"], &["checkpoint"]] {
        let (well, said) = run(&home, Some(&session), arguments);
        assert!(well, "{arguments:?}: {said}");
    }
    let held = session.held();
    assert!(held.contains("attribute.key = desk") && held.contains("attribute.key = witness"), "{held}");
    let keys = home.path(".local/share/claimdesk/keys");
    let names = || -> Vec<String> {
        let all = std::fs::read_dir(&keys).expect("a folder");
        all.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect()
    };
    assert!(!names().is_empty() && names().iter().all(|name| name.ends_with(".in-system")), "{:?}", names());

    // Without a desktop the key cannot be had: that is said, and no second one is made.
    let (well, said) = run(&home, None, &["checkpoint"]);
    assert!(!well && said.contains("store of secrets"), "{said}");
    assert!(names().iter().all(|name| name.ends_with(".in-system")), "{:?}", names());

    // A new key takes the place of the old one in the keyring.
    let (well, said) = run(&home, Some(&session), &["key", "--renew", "--why", "A new year"]);
    assert!(well, "{said}");
    assert_ne!(session.held(), held);
    let (well, said) = run(&home, Some(&session), &["checkpoint"]);
    assert!(well, "{said}");
}
