//! Running other programs: one place that turns what goes wrong into a message.

use std::ffi::OsStr;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

const LONGEST_MESSAGE: usize = 60;

/// Runs a program whose output goes straight to the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name_of(command);
    let status = command.status().map_err(|error| not_started(&name, &error))?;
    if status.success() { Ok(()) } else { bail!("{name} failed ({status})") }
}

/// Runs a program quietly and returns what it printed; if it fails, its output is the message.
pub fn output(command: &mut Command) -> Result<String> {
    let name = name_of(command);
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| not_started(&name, &error))?;
    if !output.status.success() {
        bail!("{name} failed ({})\n{}", output.status, all_text(&output).trim_end());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program quietly; says whether it succeeded, and what it printed.
pub fn any_output(command: &mut Command) -> Result<(bool, String)> {
    let name = name_of(command);
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| not_started(&name, &error))?;
    let mut text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stdout));
    Ok((output.status.success(), text))
}

/// The cargo that started this command.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// As [`output`], for a program that reads text from standard input.
pub fn output_with_input(command: &mut Command, input: &str) -> Result<String> {
    let name = name_of(command);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(&name, &error))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that stops reading has a message of its own.
        let _ = stdin.write_all(input.as_bytes());
    }
    finish(&name, &child.wait_with_output()?)
}

/// As [`output`], but the program is ended when it takes longer than `limit`.
pub fn output_within(command: &mut Command, limit: Duration) -> Result<String> {
    let name = name_of(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(&name, &error))?;
    let stdout = drain(child.stdout.take());
    let stderr = drain(child.stderr.take());
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            break None;
        }
        thread::sleep(Duration::from_millis(50));
    };
    let Some(status) = status else {
        // What it printed is not waited for: a grandchild may keep the pipe open.
        bail!("{name} did not finish within {} s", limit.as_secs());
    };
    let text = |reader: thread::JoinHandle<Vec<u8>>| reader.join().unwrap_or_default();
    finish(&name, &Output { status, stdout: text(stdout), stderr: text(stderr) })
}

fn finish(name: &str, output: &Output) -> Result<String> {
    if !output.status.success() {
        bail!("{name} failed ({})\n{}", output.status, all_text(output).trim_end());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program can be started at all.
pub fn exists(program: impl AsRef<OsStr>) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

fn drain(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before an error is still worth showing.
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

fn all_text(output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stdout));
    // A tool that prints its whole manual after its message hides the message.
    match text.match_indices('\n').nth(LONGEST_MESSAGE) {
        Some((end, _)) => format!("{}\n…", &text[..end]),
        None => text,
    }
}

fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut name =
        program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    // `node path/to/wasm-opt …` is wasm-opt to the reader; `cargo build …` is `cargo build`.
    if let Some(first) = command.get_args().next().map(OsStr::to_string_lossy)
        && !first.starts_with('-')
    {
        name.push(' ');
        name.push_str(first.rsplit('/').next().unwrap_or(&first));
    }
    name
}

fn not_started(name: &str, error: &std::io::Error) -> anyhow::Error {
    if error.kind() == ErrorKind::NotFound {
        anyhow!("{name} could not be started: the program is not installed or not on the PATH")
    } else {
        anyhow!("{name} could not be started: {error}")
    }
}

/// Reads a file; the error names it.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file and the folders above it; the error names it.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// As [`write`], but a file that already has this content keeps its time. Says whether it wrote.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<bool> {
    if std::fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    write(path, bytes)?;
    Ok(true)
}
