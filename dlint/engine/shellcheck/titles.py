"""What ShellCheck's codes are about: level and a line for each of those that are met, in our words.

ShellCheck's own pages are on the web; this is for `dlint explain` and for judging whether a suppression is needed.
"""

_TITLES = """
SC1000 error a `$` that is meant literally is not escaped
SC1001 info a backslash before an ordinary character has no effect
SC1003 info a single quote is escaped by a backslash, which does not work
SC1004 info a backslash and line feed in single quotes are literal
SC1007 warning there is a blank after `=`, so the variable is emptied and the value is run as a command
SC1009 info the construct that a syntax error is in
SC1010 warning a keyword such as `done` stands where it is only a word: a `;` is missing before it
SC1012 warning `\\t` or `\\n` outside of `printf` is only a letter
SC1014 error `if [ command ]` tests the text, not the command
SC1017 error a carriage return is part of the script
SC1018 error a no-break space stands where a blank is meant
SC1020 error there is no blank before `]`
SC1026 error `[ … ]` is nested in `[ … ]`
SC1027 error an operand of a test is missing
SC1028 error a `(` in `[ … ]` is not escaped
SC1035 error a blank is missing
SC1036 error a `(` stands where none can be
SC1037 error `$10` is `$1` and a `0`
SC1038 error a blank is missing between `<` and `<(`
SC1044 error the end of a heredoc is missing
SC1045 error `&;` is no separator
SC1046 error `fi` is missing
SC1047 error `fi` is missing
SC1048 error a `then` with nothing behind it
SC1049 error `then` is missing
SC1050 error `then` is missing
SC1053 error a `then` or `else` with nothing behind it
SC1054 error a blank is missing after `{`
SC1055 error a `{ }` or function is empty
SC1056 error `}` is missing
SC1057 error `do` is missing
SC1058 error `do` is missing
SC1061 error `done` is missing
SC1062 error `done` is missing
SC1064 error `{` is missing after the head of a function
SC1065 error a shell function does not declare parameters
SC1066 error a `$` stands before the variable that is assigned to
SC1068 error blanks stand around the `=` of an assignment
SC1069 error a blank is missing before `[`
SC1070 error the parser stops at something that it does not know
SC1072 error the script can't be parsed
SC1073 error the script can't be parsed: the construct that the parser is in
SC1075 error `else if` where `elif` is meant
SC1078 warning a double quote may not be closed
SC1079 info the double quote that may close one that was forgotten
SC1081 error a keyword is written in capitals
SC1083 warning a `{` or `}` is literal
SC1087 error `$array[1]` needs braces
SC1088 error a `(` stands where none can be
SC1089 error a keyword stands where none can be
SC1090 warning what is sourced is not known beforehand
SC1091 info what is sourced is not at hand
SC1097 error `==` where one `=` assigns
SC1098 warning a special character in an argument of eval is not quoted
SC1099 warning a blank is missing before a `#`
SC1101 error blanks stand after the backslash that continues a line
SC1105 error `((` is read as arithmetic
SC1110 warning typographic quotes
SC1111 warning typographic quotes
SC1112 warning typographic quotes
SC1127 error a comment of C in a shell script
SC1131 error `else if` where `elif` is meant
SC1132 warning a `&` ends the command, where it is meant literally
SC1133 error a line starts with `|` or `&&`
SC1143 error a backslash at the end of a comment continues nothing
SC2002 style `cat file | program` where the program reads the file itself
SC2003 style `expr` where the shell calculates
SC2004 style a `$` in arithmetic is not needed
SC2005 style `echo $(…)` where the command itself prints
SC2006 style backquotes where `$(…)` can be nested and read
SC2007 style `$[…]` is the old form of `$((…))`
SC2009 info `ps | grep` where `pgrep` does it
SC2010 warning `ls | grep` breaks at odd file names
SC2011 warning `ls | xargs` breaks at odd file names
SC2012 info the output of `ls` is read, which breaks at odd file names
SC2013 info `for` reads words, not lines
SC2014 info an expansion is made once, before `find` runs
SC2015 info `A && B || C` is no if-then-else: C runs when B fails, too
SC2016 info what stands in single quotes is not expanded
SC2017 info a division loses its remainder before a multiplication
SC2018 info `a-z` does not mean all letters
SC2019 info `A-Z` does not mean all letters
SC2020 info `tr` replaces letters, not words
SC2021 info `tr` takes no brackets around a range
SC2022 info a pattern of the shell where a regular expression is meant
SC2024 warning the redirection is made before `sudo`, without its rights
SC2025 warning escapes of a prompt are not marked
SC2026 info a word is outside of the quotes it seems to be in
SC2027 warning the quotes around a variable end the quotes they stand in
SC2028 info `echo` may or may not expand escapes: `printf` does
SC2029 info a variable is expanded here, not on the other machine
SC2030 info a variable is changed in a subshell only
SC2031 info a variable was changed in a subshell, and that is lost
SC2032 warning a function that another program can't see
SC2033 warning a function is given to another program, which can't see it
SC2034 warning a variable is assigned and not used
SC2035 info a pattern may match a name that starts with `-`
SC2036 warning the variable gets the text, not the output of the pipe
SC2037 warning the variable gets the text, and the output is not assigned
SC2038 warning `find | xargs` breaks at names with blanks
SC2039 warning not in POSIX sh
SC2040 warning a test of another shell
SC2041 warning `for` goes over the text of a command, not its output
SC2042 warning `for` goes over one word with commas
SC2043 warning the loop runs once only
SC2044 warning `for` over the output of `find` breaks at names with blanks
SC2045 error `for` over the output of `ls` breaks at names with blanks
SC2046 warning the output of a command is split at blanks, and patterns in it are expanded
SC2048 warning `$*` is split; `"$@"` keeps the arguments
SC2049 warning a pattern is compared as text
SC2050 warning both sides of the test are constant
SC2051 warning a range of braces with variables is not expanded
SC2053 warning the right side of `=` in `[[ ]]` is a pattern
SC2054 warning the elements of an array are separated by commas
SC2055 warning `a != x || a != y` is always true
SC2056 warning `a != x -o a != y` is always true
SC2057 error an unknown operator in a test
SC2059 info a variable is the format of `printf`
SC2060 warning the argument of `tr` is a pattern of the shell
SC2061 warning the argument of `find -name` is a pattern of the shell
SC2062 warning the argument of `grep` is a pattern of the shell
SC2063 warning a pattern of the shell where `grep` takes a regular expression
SC2064 warning the command of a trap is expanded now, not when it runs
SC2065 warning a `>` in a test is a redirection
SC2066 error the loop runs once, for one word with everything
SC2067 error `find -exec` lacks its `;`
SC2068 error `$@` without double quotes is split again
SC2069 warning `2>&1` stands before the redirection that it means
SC2070 error `-n` of nothing is true
SC2071 error numbers are compared as text
SC2072 error fractions can't be compared
SC2074 error `=~` works in `[[ ]]` only
SC2076 warning a regular expression in quotes is text
SC2077 warning a comparison lacks blanks
SC2078 warning the test is constant
SC2081 warning patterns don't work in `[ ]`
SC2086 info a variable outside of double quotes is split at blanks, and patterns in it are expanded
SC2087 warning a heredoc for another machine is expanded here
SC2088 warning `~` in quotes is no home folder
SC2089 warning quotes in a value are characters
SC2090 warning quotes in a value are characters, here where it is used
SC2091 warning the output of a command is run as a command
SC2092 warning the output of a command is run as a command
SC2093 warning nothing runs after `exec`
SC2094 info a file is read and written in one pipeline
SC2095 info `ssh` in a loop reads the loop's input
SC2096 error the first line has several arguments
SC2097 warning an assignment before a command does not reach its own arguments
SC2098 warning a variable is expanded before the assignment to it
SC2099 warning an assignment of arithmetic without `$(( ))`
SC2100 warning an assignment of arithmetic without `$(( ))`
SC2102 info a range of characters names one character only
SC2103 info `cd ..` after work in a folder, where a subshell comes back by itself
SC2104 error `break` outside of a loop
SC2105 error `break` outside of a loop
SC2106 warning `break` leaves the subshell only
SC2112 warning `function` is not in POSIX sh
SC2113 warning `function` with `()` is not in POSIX sh
SC2114 warning a folder of the system is deleted
SC2115 warning an empty variable would make `rm` delete a folder of the root
SC2116 style `$(echo …)` where the text itself does it
SC2117 warning what follows `su` runs after it, as before
SC2119 info a function gets none of the arguments of the script
SC2120 warning a function uses arguments that nobody gives
SC2121 warning `set` does not assign
SC2122 error `>=` is no operator
SC2123 warning `PATH` is where programs are searched
SC2124 warning an array is assigned to one variable
SC2125 warning patterns and braces in an assignment are literal
SC2126 style `grep | wc -l` where `grep -c` counts
SC2128 warning an array without an index is its first element
SC2129 style several redirections to one file
SC2130 error `-eq` compares numbers
SC2139 warning an alias is expanded when it is defined
SC2140 warning quotes end where they are meant to begin
SC2141 warning `IFS` holds a backslash and a letter
SC2142 error aliases take no arguments
SC2143 style `grep -q` where output is compared with nothing
SC2144 error `-e` takes one file, not a pattern
SC2145 error an argument mixes text and several words
SC2146 warning an action of `find` belongs to the last alternative only
SC2147 warning `~` in PATH is not expanded by all programs
SC2148 error the shell is not known
SC2149 warning an index of an array with `$`
SC2150 error `find -exec` has no shell
SC2151 error a status is more than one number
SC2152 error a status is a number up to 255
SC2153 info a variable may be misspelt
SC2154 warning a variable is used and not assigned
SC2155 warning the status of the command is lost behind `export` or `local`
SC2156 warning a file name becomes part of a script
SC2157 error the argument of `-n` or `-z` is constant
SC2158 warning `[ false ]` is true
SC2159 warning `[ 0 ]` is true
SC2160 style `if true` needs no brackets
SC2161 style `while [ 1 ]` needs no brackets
SC2162 info `read` without `-r` eats backslashes
SC2163 warning `export $x` exports what it names
SC2164 warning `cd` may fail, and the script goes on in the wrong folder
SC2165 warning a loop inside uses the same variable
SC2166 warning `-a` and `-o` in tests are not well defined
SC2167 warning a loop around uses the same variable
SC2168 error `local` outside of a function
SC2170 error a text is compared as a number
SC2171 error a `]` without its `[`
SC2172 warning trapping signals by number
SC2173 error `KILL` and `STOP` can't be trapped
SC2174 warning `-m` of `mkdir -p` concerns the last folder only
SC2175 warning a `(` or `|` needs quotes
SC2176 warning `time` of a pipeline is not defined in sh
SC2177 warning `time` of a group is not defined in sh
SC2178 warning an array becomes one text
SC2179 warning text is appended to the first element of an array
SC2180 warning trailing text in an array
SC2181 style the status is compared, where the command itself can be tested
SC2182 error the format of `printf` takes no argument, and gets some
SC2183 error the format of `printf` takes another number of arguments
SC2184 warning the argument of `unset` is a pattern
SC2185 info `find` without a path
SC2186 warning `tempfile` is no more: `mktemp`
SC2187 warning ash is checked as dash
SC2188 warning a redirection without a command
SC2189 error a pipe without a command
SC2190 error elements of an associative array need a key
SC2191 warning a blank follows the `=` of an element
SC2192 warning an element of an array is empty
SC2193 warning the two sides can't be equal
SC2194 warning the word of a `case` is constant
SC2195 warning a pattern can't match
SC2196 info `egrep` is deprecated: `grep -E`
SC2197 info `fgrep` is deprecated: `grep -F`
SC2198 warning an array in a test
SC2199 error an array in a test
SC2200 error braces in a test
SC2201 warning braces in a test
SC2202 warning a pattern in a test
SC2203 error a pattern in a test
SC2204 warning `( … )` is a subshell, no test
SC2205 warning `( … )` is a subshell, no test
SC2206 warning an unquoted value is split into an array
SC2207 warning output is split into an array
SC2208 warning a test's operand may be an operator
SC2209 warning the variable gets the name of a command, not its output
SC2210 warning a redirection to a file with a number as its name
SC2211 warning a pattern is the name of a command
SC2212 style an empty test
SC2215 warning an option stands where a command is meant: a backslash is missing above
SC2216 warning a pipe to a program that does not read its input
SC2217 warning a redirection to a program that does not read its input
SC2219 style `let` where `(( ))` does it
SC2220 warning an option of `getopts` is not handled
SC2221 warning a pattern of `case` hides a later one
SC2222 warning a pattern of `case` is never reached
SC2223 info a default assignment is expanded as a pattern
SC2224 warning `mv` has no destination
SC2225 error `cp` has no destination
SC2226 warning `ln` has no destination
SC2227 warning a redirection belongs to `find`, not to what it runs
SC2229 warning `read $x` reads into what it names
SC2230 info `which` is not standard: `command -v`
SC2231 info an unquoted variable in a pattern of `for`
SC2232 warning `sudo` can't run a builtin of the shell
SC2233 style a subshell around a test
SC2234 style a subshell around a test
SC2235 style a subshell around tests
SC2236 style `! -z` where `-n` does it
SC2237 style `! -n` where `-z` does it
SC2238 warning a redirection to a file that is called like a command
SC2239 error the first line is not an absolute path
SC2240 warning `.` takes no arguments in sh
SC2241 error a status can be one number only
SC2242 error a status is a number up to 255
SC2243 style output is tested without `-n`
SC2244 style a text is tested without `-n`
SC2245 warning a pattern in a test counts its first match only
SC2246 error the first line ends in a `/`
SC2247 warning `$"…"` or `$'…'` inside of quotes
SC2248 style an unquoted variable
SC2249 info a `case` without default
SC2250 style a variable without braces
SC2251 info a `!` that has no effect on `set -e`
SC2252 warning `a != x || a != y` is always true
SC2254 warning an unquoted variable is a pattern of `case`
SC2255 error arithmetic in `[ ]` is text
SC2257 warning arithmetic in a redirection
SC2258 warning a comma at the end of an element
SC2259 error a redirection takes the place of the pipe
SC2260 error a redirection takes the place of the pipe
SC2261 error several redirections compete
SC2262 warning an alias is used in the line that defines it
SC2263 warning an alias is used in the line that defines it
SC2264 error a function calls itself forever
SC2265 error one `&` where `&&` is meant
SC2266 warning one `|` where `||` is meant
SC2267 info `xargs -i` is deprecated
SC2268 style an `x` in front of both sides of a test
SC2269 info a variable is assigned to itself
SC2270 error a positional parameter can't be assigned
SC2271 error the name of a variable is not one
SC2276 error the name of a variable is not one
SC2277 error `$0` can't be assigned
SC2281 error a `$` stands before the variable that is assigned to
SC2282 error the name of a variable starts with a digit
SC2283 error blanks stand around the `=` of an assignment
SC2284 error `==` where one `=` assigns
SC2285 error blanks stand around the `+=` of an assignment
SC2286 error the name of a command is empty
SC2287 error the name of a command ends in a `/`
SC2288 warning the name of a command ends in a character that none has
SC2289 error the name of a command holds a line feed or tab
SC2290 error blanks stand around a `=`
SC2291 info several blanks become one
SC2292 style `[[ ]]` is safer
SC2293 style quotes in eval
SC2294 warning eval undoes what an array keeps apart
SC2295 info the pattern in `${…}` is not quoted
SC2296 error an expansion starts with a `{`
SC2297 error quotes around the name in `${…}`
SC2298 error `${$x}` is none
SC2299 error an expansion in an expansion
SC2300 error an expansion in an expansion
SC2301 error `${…}` starts with quotes
SC2302 warning an expansion of several parts
SC2303 warning the keys of an array are its values
SC2304 warning `*` of `expr` is not escaped
SC2305 warning a pattern of `expr` is expanded by the shell
SC2306 warning a pattern of `expr` is expanded by the shell
SC2307 warning `expr` gets a comparison as one word
SC2308 warning a function of `expr` is not standard
SC2309 warning `-eq` of a text
SC2312 info the status of a command is lost in a substitution
SC2313 info the pattern of `read` is not quoted
SC2316 warning `local` of another command
SC2317 info nothing gets here
SC2318 warning an assignment uses one of the same command
SC2319 warning `$?` is the status of a test
SC2320 warning `$?` is the status of an `echo`
SC2321 style arithmetic in an index
SC2322 style parentheses in arithmetic
SC2323 style parentheses in an index
SC2324 warning `+=` appends to a number
SC2325 error several `!`
SC2326 error a `!` in the middle of a pipeline
SC2327 warning a substitution whose output goes elsewhere
SC2328 error a substitution whose output goes elsewhere
SC2329 info a function is never called
SC2330 error `<` of a number
SC2331 style `-a` of a file is deprecated
SC2332 error `! -o`
SC2335 style a `!` before a comparison
SC3001 warning process substitution is not in sh
SC3003 warning `$'…'` is not in sh
SC3004 warning `$"…"` is not in sh
SC3005 warning a `for` of C is not in sh
SC3006 warning `(( ))` is not in sh
SC3007 warning `$[ ]` is not in sh
SC3008 warning `select` is not in sh
SC3009 warning braces are not expanded in sh
SC3010 warning `[[ ]]` is not in sh
SC3011 warning `<<<` is not in sh
SC3012 warning `<` and `>` of tests are not in sh
SC3013 warning `-nt` of tests is not in sh
SC3014 warning `==` of tests is not in sh
SC3015 warning `=~` of tests is not in sh
SC3016 warning `-v` of tests is not in sh
SC3017 warning `-a` of tests is not in sh
SC3018 warning `++` is not in sh
SC3019 warning `**` is not in sh
SC3020 warning `&>` is not in sh
SC3021 warning `>&` of files is not in sh
SC3022 warning names of descriptors are not in sh
SC3023 warning descriptors from 10 on are not in sh
SC3024 warning `+=` is not in sh
SC3025 warning `/dev/tcp` is not in sh
SC3026 warning `^` in a bracket is not in sh
SC3028 warning a variable that bash sets is not set in sh
SC3030 warning arrays are not in sh
SC3031 warning redirections to patterns are not in sh
SC3032 warning coprocesses are not in sh
SC3033 warning names of functions with other characters are not in sh
SC3034 warning `$(<file)` is not in sh
SC3036 error options of `echo` other than `-n` are not in dash
SC3037 warning options of `echo` are not in sh
SC3038 warning options of `exec` are not in sh
SC3039 warning `let` is not in sh
SC3040 warning this option of `set` is not in sh
SC3041 warning this option of `set` is not in sh
SC3042 warning this option of `set` is not in sh
SC3043 warning `local` is not in sh
SC3044 warning `declare`, `pushd`, `shopt` and the like are not in sh
SC3045 warning this option of a builtin is not in sh
SC3046 warning `source` is not in sh
SC3047 warning `trap` of `ERR` is not in sh
SC3048 warning names of signals with `SIG` are not in sh
SC3049 warning names of signals in small letters are not in sh
SC3050 warning `%q` of `printf` is not in sh
SC3051 warning `source` is not in sh
SC3052 warning numbers with a base are not in sh
SC3053 warning `${!x}` is not in sh
SC3054 warning arrays are not in sh
SC3055 warning keys of arrays are not in sh
SC3056 warning names by their beginning are not in sh
SC3057 warning `${x:1:2}` is not in sh
SC3058 warning `*` or `@` with an operator is not in sh
SC3059 warning change of case is not in sh
SC3060 warning `${x/a/b}` is not in sh
SC3061 warning `read` without a name is not in sh
SC3062 warning `-t` of a descriptor is not in sh
"""


def _table() -> dict[str, tuple[str, str]]:
    found = {}
    for line in _TITLES.strip().split("\n"):
        code, level, title = line.split(" ", 2)
        found[code] = (level, title)
    return found


TITLES = _table()
"""Level and title by code."""
