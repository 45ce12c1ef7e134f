//! Tapes: scripted keystrokes and what is expected of the screen.
