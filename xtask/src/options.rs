//! The command line.

use std::str::FromStr;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

use crate::browsers::Browser;
use crate::build::Profile;
use crate::{fuzz, size, test};

pub const HELP: &str = "\
Usage: cargo xtask <command> [options]

  setup                     install what building and testing need, as far as this machine allows
  build [--release|--dev]   build the bundle into www/dist/; --dev is quicker, larger and has no
                            compressed files
  package                   build the npm package, target/npm/pyxide-VERSION.tgz
  serve [--port 8080]       build, serve examples/ with the bundle at /dist/, rebuild what changes;
        [--dev]             with quicker builds, see above
  test [--only PATTERN]     run all tests, or those whose name contains PATTERN
       [--browser NAME]     in chromium, firefox or all (as each case says, the default)
  size [--check|--update]   show what a page downloads; compare with sizes.json; record it there
  bench [--rounds N]        time to the first Python statement: this bundle, the reference and the
        [--only PATTERN]    bare interpreters, in one run; then what the package and what workers cost
  fuzz [--seconds 60]       read any text and bytes for so long with each target of fuzz/, two of them
       [--only TARGET]      at a time; or with this one
  codegen                   write www/src/bridge/protocol.ts from crates/bridge
  tidy                      check the rules that no compiler checks

Environment:
  CHROMIUM, FIREFOX         the browsers' programs
  PYXIDE_WASM_TOOLCHAIN     rustup or debian: use this compiler for the browser only
";

/// What the user asked for.
#[derive(Debug)]
pub enum Command {
    Help,
    Setup,
    Build(Profile),
    Package,
    Serve { port: u16, profile: Profile },
    Test(test::Options),
    Size(size::Action),
    Bench { rounds: Option<u32>, only: Option<String> },
    Fuzz { seconds: u32, only: Option<String> },
    Codegen,
    Tidy,
}

/// Reads the command line; what it does not know is an error that says what there is.
pub fn read(mut args: lexopt::Parser) -> Result<Command> {
    let name = match args.next()? {
        Some(Value(name)) => name.string()?,
        Some(Long("help") | Short('h')) | None => return Ok(Command::Help),
        Some(other) => return Err(other.unexpected().into()),
    };
    let mut command = match name.as_str() {
        "help" => Command::Help,
        "setup" => Command::Setup,
        "build" => Command::Build(Profile::Release),
        "package" => Command::Package,
        "serve" => Command::Serve { port: 8080, profile: Profile::Release },
        "test" => Command::Test(test::Options::default()),
        "size" => Command::Size(size::Action::Show),
        "bench" => Command::Bench { rounds: None, only: None },
        "fuzz" => Command::Fuzz { seconds: fuzz::SECONDS, only: None },
        "codegen" => Command::Codegen,
        "tidy" => Command::Tidy,
        unknown => bail!("there is no command `{unknown}`\n\n{HELP}"),
    };
    while let Some(arg) = args.next()? {
        match (&mut command, arg) {
            (_, Long("help") | Short('h')) => return Ok(Command::Help),
            (Command::Build(profile), Long("release")) => *profile = Profile::Release,
            (Command::Build(profile), Long("dev")) => *profile = Profile::Dev,
            (Command::Serve { profile, .. }, Long("dev")) => *profile = Profile::Dev,
            (Command::Serve { port, .. }, Long("port")) => {
                *port = number(&args.value()?.string()?, "a port (0 to 65535)")?;
            }
            (Command::Test(options), Long("only")) => {
                options.only = Some(args.value()?.string()?);
            }
            (Command::Test(options), Long("browser")) => {
                options.browser = browser(&args.value()?.string()?)?;
            }
            (Command::Size(action), Long("check")) => *action = size::Action::Check,
            (Command::Size(action), Long("update")) => *action = size::Action::Update,
            (Command::Bench { rounds, .. }, Long("rounds")) => {
                *rounds = Some(number(&args.value()?.string()?, "a number of rounds")?);
            }
            (Command::Bench { only, .. }, Long("only")) => *only = Some(args.value()?.string()?),
            (Command::Fuzz { seconds, .. }, Long("seconds")) => {
                *seconds = number(&args.value()?.string()?, "a number of seconds")?;
            }
            (Command::Fuzz { only, .. }, Long("only")) => *only = Some(args.value()?.string()?),
            (_, other) => {
                return Err(other.unexpected()).with_context(|| format!("cargo xtask {name}"));
            }
        }
    }
    Ok(command)
}

fn number<T: FromStr>(text: &str, what: &str) -> Result<T> {
    text.parse().ok().with_context(|| format!("`{text}` is not {what}"))
}

fn browser(text: &str) -> Result<Option<Browser>> {
    match text {
        "all" => Ok(None),
        "chromium" => Ok(Some(Browser::Chromium)),
        "firefox" => Ok(Some(Browser::Firefox)),
        _ => bail!("`{text}` is not a browser: chromium, firefox or all are"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_words(words: &str) -> Result<Command> {
        read(lexopt::Parser::from_args(words.split(' ')))
    }

    #[test]
    fn options_reach_their_command() {
        assert!(matches!(read_words("build --dev"), Ok(Command::Build(Profile::Dev))));
        let serve = read_words("serve --port=9000");
        assert!(matches!(serve, Ok(Command::Serve { port: 9000, profile: Profile::Release })));
        let serve = read_words("serve --dev");
        assert!(matches!(serve, Ok(Command::Serve { port: 8080, profile: Profile::Dev })));
        let Ok(Command::Test(options)) = read_words("test --only html/ --browser firefox") else {
            panic!("not a test");
        };
        assert_eq!(options.only.as_deref(), Some("html/"));
        assert_eq!(options.browser, Some(Browser::Firefox));
        let Ok(Command::Bench { rounds: Some(3), only: Some(only) }) =
            read_words("bench --only web --rounds 3")
        else {
            panic!("not a benchmark");
        };
        assert_eq!(only, "web");
        let Ok(Command::Fuzz { seconds: 5, only }) = read_words("fuzz --seconds 5 --only toml")
        else {
            panic!("not five seconds");
        };
        assert_eq!(only.as_deref(), Some("toml"));
    }

    #[test]
    fn what_is_not_known_is_named() {
        let message = |words| format!("{:#}", read_words(words).unwrap_err());
        assert!(message("biuld").contains("there is no command `biuld`"));
        assert!(message("build --port 1").contains("--port"));
        assert!(message("serve --port many").contains("`many` is not a port"));
        assert!(message("test --browser safari").contains("chromium, firefox or all"));
    }
}
