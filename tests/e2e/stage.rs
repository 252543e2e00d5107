//! The stage of an end-to-end test: a display, a driver, the real program, a home of its own.
//!
//! Everything that is started here is ended when the stage is dropped, each in
//! a process group of its own: an orphan would hold pipes open and hang the runner.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use serde_json::json;

/// A display with a window manager, which gives file dialogs the keyboard.
pub(crate) struct Display {
    name: String,
    processes: Vec<Child>,
}

impl Display {
    pub(crate) fn start(size: &str) -> Self {
        let mut server =
            in_group(Command::new("Xvfb").args(["-displayfd", "1", "-screen", "0", &format!("{size}x24")]))
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .expect("Xvfb starts: it is in the package xvfb");
        let mut line = String::new();
        BufReader::new(server.stdout.take().expect("a pipe"))
            .read_line(&mut line)
            .expect("Xvfb says which display it has");
        let name = format!(":{}", line.trim());
        let manager = in_group(Command::new("openbox").env("DISPLAY", &name))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("openbox starts: it is in the package openbox");
        Self { name, processes: vec![manager, server] }
    }

    /// Presses keys on the display itself, as a person does in a file dialog.
    pub(crate) fn press(&self, keys: &[&str]) {
        self.xdotool(&[&["key", "--clearmodifiers", "--delay", "40"], keys].concat());
    }

    /// Types on the display itself.
    pub(crate) fn type_text(&self, text: &str) {
        self.xdotool(&["type", "--clearmodifiers", "--delay", "15", text]);
    }

    /// Waits for a window whose title holds these words, and gives it the keyboard.
    pub(crate) fn await_window(&self, title: &str) {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            let found = self.tool(&["search", "--onlyvisible", "--name", title]);
            if let Some(id) = found.lines().last() {
                self.xdotool(&["windowfocus", "--sync", id]);
                std::thread::sleep(Duration::from_millis(400));
                return;
            }
            assert!(Instant::now() < until, "no window with the title “{title}” came");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// A picture of the whole display.
    pub(crate) fn picture(&self, to: &Path) {
        picture(&self.name, to);
    }

    fn xdotool(&self, arguments: &[&str]) {
        let done = Command::new("xdotool").args(arguments).env("DISPLAY", &self.name).status();
        assert!(done.expect("xdotool runs: it is in the package xdotool").success(), "xdotool {arguments:?}");
    }

    fn tool(&self, arguments: &[&str]) -> String {
        let done = Command::new("xdotool").args(arguments).env("DISPLAY", &self.name).output();
        String::from_utf8_lossy(&done.expect("xdotool runs").stdout).into_owned()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        for process in &mut self.processes {
            end(process);
        }
    }
}

/// The program in its window, driven by the web view's own driver.
pub(crate) struct Stage {
    pub(crate) client: Client,
    driver: Child,
    display: String,
}

impl Stage {
    /// Starts the program with these arguments; `home` is all that it remembers.
    pub(crate) async fn start(display: &Display, home: &Path, arguments: &[&str]) -> Self {
        let (driver, port) = driver(display, home);
        let options = json!({ "webkitgtk:browserOptions": { "binary": program(), "args": arguments } });
        let mut stage = Self { client: connect(port, options).await, driver, display: display.name.clone() };
        stage.client.set_window_size(1280, 800).await.expect("a size");
        stage.settle().await;
        stage
    }

    /// Kills the program as a power cut would: no warning, no clean end. The driver started it, so
    /// that both are of one process group.
    pub(crate) fn kill(mut self) {
        end(&mut self.driver);
    }

    async fn settle(&mut self) {
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

impl Drop for Stage {
    /// What stood on the screen when a test failed says more than its message.
    fn drop(&mut self) {
        if std::thread::panicking() {
            let shots = Path::new(env!("CARGO_MANIFEST_DIR")).join("shots");
            drop(std::fs::create_dir_all(&shots));
            picture(&self.display, &shots.join("failed.png"));
        }
        end(&mut self.driver);
    }
}

/// The engine's own plain browser, to show what a page does that nothing holds back.
pub(crate) struct Browser {
    pub(crate) client: Client,
    driver: Child,
}

impl Browser {
    pub(crate) async fn start(display: &Display, home: &Path) -> Self {
        let (driver, port) = driver(display, home);
        Self { client: connect(port, json!({})).await, driver }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        end(&mut self.driver);
    }
}

/// The driver on a port of its own.
fn driver(display: &Display, home: &Path) -> (Child, u16) {
    let port = free_port();
    let log = File::create(home.join("driver.log")).expect("a log file");
    let driver = in_group(Command::new("WebKitWebDriver").arg(format!("--port={port}")))
        .env("DISPLAY", &display.name)
        .env("CLAIMDESK_HOME", home)
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("NO_AT_BRIDGE", "1")
        .env("GTK_A11Y", "none")
        .env("GTK_USE_PORTAL", "0")
        .stdout(log.try_clone().expect("a second handle"))
        .stderr(log)
        .spawn()
        .expect("WebKitWebDriver starts: it is in the package webkit2gtk-driver");
    (driver, port)
}

async fn connect(port: u16, options: serde_json::Value) -> Client {
    let capabilities = options.as_object().expect("an object").clone();
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        let asked = ClientBuilder::native()
            .capabilities(capabilities.clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        match asked {
            Ok(client) => return client,
            Err(error) => assert!(Instant::now() < until, "the driver gives no session: {error}"),
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// The program under test, built beside this test.
pub(crate) fn program() -> PathBuf {
    built("claimdesk-window")
}

/// A program of this workspace: built beside this test, or else the one that `make run` starts.
pub(crate) fn built(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("this test has a path");
    let folder = test.parent().and_then(Path::parent).expect("target/PROFILE/deps");
    let beside = folder.join(name);
    let usual = folder.with_file_name("debug").join(name);
    let program = if beside.exists() { beside } else { usual };
    assert!(program.exists(), "{} is not built: run `make test`", program.display());
    program
}

fn picture(display: &str, to: &Path) {
    let done = Command::new("import").args(["-display", display, "-window", "root"]).arg(to).status();
    if !done.is_ok_and(|status| status.success()) {
        eprintln!("no picture could be taken: {}", to.display());
    }
}

fn in_group(command: &mut Command) -> &mut Command {
    command.process_group(0).stdin(Stdio::null())
}

fn end(process: &mut Child) {
    drop(Command::new("kill").args(["-KILL", "--", &format!("-{}", process.id())]).status());
    drop(process.wait());
}

fn free_port() -> u16 {
    let socket = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    socket.local_addr().expect("an address").port()
}
