//! How long the window takes from the start of its process to the first frame in
//! which one can work. Nothing here is asserted.

#[path = "../e2e/stage.rs"]
#[allow(dead_code, reason = "a bench needs less of the stage than a test")]
mod stage;

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use stage::{Display, Stage, program};

/// How often it is started.
const STARTS: usize = 5;

#[expect(clippy::print_stdout, reason = "a bench prints its figures")]
fn say(line: &str) {
    println!("{line}");
}

/// When the process of this program was started, in milliseconds since 1970, to 10 ms.
fn started_at(program: &Path) -> Option<f64> {
    #[expect(clippy::disallowed_methods, reason = "a bench looks at the clock")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs_f64();
    let uptime = fs::read_to_string("/proc/uptime").ok()?;
    let uptime: f64 = uptime.split_whitespace().next()?.parse().ok()?;
    for entry in fs::read_dir("/proc").ok()?.flatten() {
        if fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == program) {
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // Field 22 of proc(5), counted behind the name in brackets: clock ticks of 10 ms since boot.
            let ticks: f64 = stat.rsplit_once(')')?.1.split_whitespace().nth(19)?.parse().ok()?;
            return Some((now - (uptime - ticks / 100.0)) * 1e3);
        }
    }
    None
}

/// When the window could be used, in milliseconds since 1970.
async fn usable_at(stage: &Stage) -> f64 {
    let script = "const marks = performance.getEntriesByName('usable'); \
                  return marks.length ? performance.timeOrigin + marks[0].startTime : 0";
    loop {
        let found = stage.client.execute(script, Vec::new()).await.expect("the window answers");
        match found.as_f64() {
            Some(at) if at > 0.0 => return at,
            _ => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

#[tokio::main]
async fn main() {
    let program = program();
    let display = Display::start("1440x900");
    let home = tempfile::tempdir().expect("a home");
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let stage = Stage::start(&display, home.path(), &[]).await;
        let usable = usable_at(&stage).await;
        times.extend(started_at(&program).map(|started| usable - started));
    }
    times.sort_by(f64::total_cmp);
    let shown: Vec<String> = times.iter().map(|time| format!("{time:.0}")).collect();
    say(&format!("process start to first usable frame, {}: {} ms", program.display(), shown.join(", ")));
}
