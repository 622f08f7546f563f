"""FEEL, the expression language of OMG DMN 1.5 chapter 10: parse once, compile to closures, evaluate."""
