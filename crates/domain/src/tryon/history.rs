//! What she did to her look, so that it can be undone.

use super::Look;

/// The look now and those before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    now: Look,
    before: Vec<Look>,
}

impl History {
    /// The most steps that can be undone.
    pub const STEPS_MOST: usize = 50;

    /// Begins with a look; there is nothing to undo.
    #[must_use]
    pub fn new(now: Look) -> Self {
        Self { now, before: Vec::new() }
    }

    /// The look as it is now.
    #[must_use]
    pub fn now(&self) -> &Look {
        &self.now
    }

    /// A step. The same look again is none.
    pub fn change(&mut self, look: Look) {
        if look == self.now {
            return;
        }
        if self.before.len() == Self::STEPS_MOST {
            self.before.remove(0);
        }
        self.before.push(std::mem::replace(&mut self.now, look));
    }

    /// More of the last step: a slider that moves on is undone at once.
    pub fn amend(&mut self, look: Look) {
        self.now = look;
    }

    /// Whether there is a step to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Undoes the last step, if there is one.
    pub fn undo(&mut self) {
        if let Some(look) = self.before.pop() {
            self.now = look;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Sku;
    use crate::tryon::Place;

    fn look(sku: &str) -> Look {
        Look::default().put_on(Sku::parse(sku).unwrap(), Place::Lips).unwrap()
    }

    #[test]
    fn steps_are_undone_one_by_one_and_a_slide_is_one_step() {
        let mut history = History::new(look("A"));
        assert!(!history.can_undo());
        history.change(look("B"));
        history.change(look("B"));
        history.change(look("C"));
        history.amend(look("D"));
        history.undo();
        assert_eq!(history.now(), &look("B"));
        history.undo();
        history.undo();
        assert_eq!(history.now(), &look("A"));
    }

    #[test]
    fn only_so_many_steps_are_kept() {
        let mut history = History::default();
        for step in 0..60 {
            history.change(look(&format!("S{step}")));
        }
        (0..60).for_each(|_| history.undo());
        assert_eq!(history.now(), &look("S9"));
    }
}
