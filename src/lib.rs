//! The shop front as a library of slices: pages compose slices, slices show what `domain` and `api` say.
