### The answer to a test.

answer-yes = yes
answer-no = no
answer-cannot_tell = cannot tell
answer-depends = depends on the port of loading
