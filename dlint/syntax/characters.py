"""The three kinds of white space that BuildKit tells apart, and the names that the syntax knows."""

WHITE = (
    "\t\n\v\f\r \x85\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""Unicode White_Space: trimming of lines, words of ENV, ARG and LABEL. Python's own set has U+001C to U+001F besides."""

INSTRUCTION_WHITE = " \t\v\f\r"
"""Between the instruction and its arguments, and between the words of ADD, COPY, EXPOSE, FROM and VOLUME."""

CONTINUATION_WHITE = " \t"
"""After the escape character at the end of a line."""

DIRECTIVES = ("syntax", "escape", "check")
