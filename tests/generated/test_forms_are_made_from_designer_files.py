import pytest

from . import make_forms

FORMS = sorted(make_forms.SOURCES.glob("*.ui"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_python_of_a_form_is_what_the_compiler_makes_of_it(form):
    assert make_forms.target(form).read_text("utf-8") == make_forms.made(form)


def test_no_form_is_left_without_its_source():
    made = {file.stem.removeprefix("ui_") for file in make_forms.TARGETS.glob("ui_*.py")}
    assert made == {form.stem for form in FORMS}
