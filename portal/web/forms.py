"""Forms speak to people: they keep what was typed, and say in one sentence what to do."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.csrf import _FlaskFormCSRF
from flask_wtf.form import _Auto, _is_submitted
from wtforms import ValidationError
from wtforms.csrf.core import CSRFTokenField

from portal.web.languages import gettext as _


class _Csrf(_FlaskFormCSRF):
    """An expired or missing token is no fault of the visitor: the form comes back filled, one press sends it."""

    def validate_csrf_token(self, form: Any, field: Any) -> None:
        try:
            super().validate_csrf_token(form, field)
        except ValidationError as error:
            raise ValidationError(
                _("This page was open for a long time. Nothing is lost: press the button again.")
            ) from error


class PortalForm(FlaskForm):
    class Meta(FlaskForm.Meta):
        csrf_class = _Csrf

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Text fields of a form only: JSON would come uncleaned, a file where text belongs would break."""
            if formdata is _Auto:
                return request.form if _is_submitted() else None
            return formdata

    def refuse(self, field: str, problem: str) -> None:
        """Say at `field` what the domain refused, once the form itself was in order."""
        self[field].errors = [problem]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(id of the field, what to do), in the order of the form, for the summary on top."""
        found = []
        for field in self:
            target = "submit" if isinstance(field, CSRFTokenField) else field.id
            found += [(target, str(problem)) for problem in field.errors]
        return found


class PressForm(PortalForm):
    """A form that is only a button."""
