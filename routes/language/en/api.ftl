### The page of the API. What a parameter or a field means stands in publish/web/api.

api-title = API
# Above the list of questions.
api-lead = What the dashboard answers, for programs: the same fields as the command line, as JSON or CSV. Every answer says which version of the data it is of. Nothing has to be registered; any page may ask (CORS).
api-home = Multivector
# $document is the word with a link to the OpenAPI document.
api-document = A machine reads all of this in the { $document }.
api-document-link = OpenAPI document
api-version = Data version { $version }
api-rights = Our tables are under CC BY 4.0: credit “The Multivector authors” with the data version. A published number is a fact: name its source. The passages under { $quotes } are the words of the article’s author; CC BY does not cover them.
api-forms-heading = Forms
api-forms = { $parameter } chooses the form, or the header { $header }. A table in CSV has one line a row; JSON has all. The answer about one corridor is GeoJSON.
api-cache = The tag of an answer (ETag) is the version of the data: a program that sends it back ({ $header }) is told 304, and nothing more, until the data change.
api-questions-heading = Questions
api-parameters = Parameters
api-parameter-required = required
# $value is what is taken where none is given.
api-parameter-default = { $value } unless given
api-example-heading = Example
api-answer-heading = Answer
api-as-json = as JSON
api-as-csv = as CSV
api-fields-heading = Fields
api-fields-lead = Each part of an answer, with every field in it. Null is “not known”, or “none”.
api-unit = unit: { $unit }
api-problems-heading = When there is no answer
api-problems-lead = What is wrong comes as problem+json (RFC 9457), with the valid values nearest to the one given and the cure.
# $status is the code of the answer.
api-problem = { $title } ({ $status })
