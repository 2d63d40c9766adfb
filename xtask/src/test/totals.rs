//! Counting.

/// How many tests did what.
#[derive(Debug, Default)]
pub struct Totals {
    pub passed: u64,
    pub skipped: u64,
    failed: u64,
    names: Vec<String>,
}

impl Totals {
    /// One test that failed.
    pub fn failed(&mut self, name: impl Into<String>) {
        self.failed += 1;
        self.names.push(name.into());
    }

    /// Adds the counts of a runner that has named its failures itself.
    pub fn add(&mut self, runner: &str, passed: u64, failed: u64, skipped: u64) {
        self.passed += passed;
        self.failed += failed;
        self.skipped += skipped;
        if failed > 0 {
            self.names.push(format!("{failed} of the {runner}, see above"));
        }
    }

    /// A run of nothing is no success: the pattern is wrong.
    pub fn is_success(&self) -> bool {
        self.failed == 0 && self.passed > 0
    }

    /// Names the failures and ends with the line that other programs read.
    pub fn print(&self) {
        println!();
        if !self.names.is_empty() {
            println!("failed:");
            for name in &self.names {
                println!("  {name}");
            }
        }
        if self.passed + self.failed == 0 {
            println!("no test has such a name");
        }
        println!("{}", self.closing_line());
    }

    fn closing_line(&self) -> String {
        let line = format!("{} passed, {} failed", self.passed, self.failed);
        if self.skipped > 0 { format!("{line}, {} skipped", self.skipped) } else { line }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_runners_end_in_one_line() {
        let mut totals = Totals::default();
        totals.add("native tests", 10, 0, 0);
        assert_eq!(totals.closing_line(), "10 passed, 0 failed");
        assert!(totals.is_success());
        totals.add("page cases", 3, 1, 2);
        totals.failed("check/clippy");
        assert_eq!(totals.closing_line(), "13 passed, 2 failed, 2 skipped");
        assert!(!totals.is_success());
    }

    #[test]
    fn nothing_run_is_no_success() {
        assert!(!Totals::default().is_success());
    }
}
