"""search"""

import sqlalchemy as sa
from alembic import op

import portal.database
from portal.domain.catalogue.fold import spellings

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


#: Name -> columns, before and after.
_OLD = {
    "ix_course_session_starts_at_id": ["starts_at", "id"],
    "ix_course_session_course_id_starts_at": ["course_id", "starts_at"],
    "ix_course_session_place_id": ["place_id"],
}
_NEW = {
    "ix_course_session_starts": ["starts_at", "id", "course_id", "place_id", "evening", "weekend"],
    "ix_course_session_course": ["course_id", "starts_at", "id", "place_id", "evening", "weekend"],
    "ix_course_session_place": ["place_id", "starts_at", "id", "course_id", "evening", "weekend"],
    "ix_course_session_evening": ["evening", "starts_at", "id", "course_id", "place_id"],
    "ix_course_session_weekend": ["weekend", "starts_at", "id", "course_id", "place_id"],
}


def upgrade():
    _swap_indexes(_OLD, _NEW)
    for about in ("course", "place"):
        op.create_table(
            f"{about}_word",
            sa.Column(f"{about}_id", sa.Integer(), nullable=False),
            sa.Column("word", sa.String(length=40), nullable=False),
            sa.Column("shown", sa.String(length=80), nullable=False),
            sa.ForeignKeyConstraint(
                [f"{about}_id"],
                [f"{about}.id"],
                name=op.f(f"fk_{about}_word_{about}_id_{about}"),
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint(f"{about}_id", "word", name=op.f(f"pk_{about}_word")),
        )
        op.create_index(op.f(f"ix_{about}_word_word"), f"{about}_word", ["word"])
    _index_what_is_there()


def _swap_indexes(gone, come):
    for name in gone:
        op.drop_index(op.f(name), table_name="course_session")
    for name, columns in come.items():
        op.create_index(op.f(name), "course_session", columns)


def _index_what_is_there():
    one, many, bare = portal.database.TranslatedText(), portal.database.TranslatedTexts(), sa.String()
    course = _columns("course", id=bare, programme_id=bare, title=one, summary=one, activities=many, prerequisites=one)
    programme = _columns("programme", id=bare, name=one, summary=one)
    block = _columns("skill_block", course_id=bare, title=one, skills=many)
    place = _columns("place", id=bare, name=one, town=one, city=bare, address=one)
    _fill("course", sa.select(course, programme.c.name, programme.c.summary.label("about")).join_from(
        course, programme, course.c.programme_id == programme.c.id
    ), sa.select(block))
    _fill("place", sa.select(place))


def _columns(table, **columns):
    return sa.table(table, *(sa.column(name, kind) for name, kind in columns.items()))


def _fill(about, *queries):
    connection, texts = op.get_bind(), {}
    for query in queries:
        for row in connection.execute(query):
            texts.setdefault(int(row[0]), []).extend(_sentences(row[1:]))
    words = [
        {f"{about}_id": one, "word": word, "shown": shown}
        for one, sentences in texts.items()
        for word, shown in spellings(sentences).items()
    ]
    if words:
        op.bulk_insert(sa.table(f"{about}_word", *map(sa.column, words[0])), words)


def _sentences(content):
    for value in content:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from value.values()
        elif isinstance(value, list):
            yield from _sentences(value)


def downgrade():
    for about in ("place", "course"):
        op.drop_index(op.f(f"ix_{about}_word_word"), table_name=f"{about}_word")
        op.drop_table(f"{about}_word")
    _swap_indexes(_NEW, _OLD)
