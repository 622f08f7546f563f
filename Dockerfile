# Build: the locked dependencies and the distribution, in a virtual environment of their own.
FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements-uv.lock requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/ketenmotor \
 && python -m pip install --no-cache-dir --require-hashes -r requirements-uv.lock \
 && uv pip install --no-cache --python /opt/ketenmotor/bin/python --require-hashes -r requirements.lock
COPY api ./api
COPY bpmn ./bpmn
COPY demo ./demo
COPY engine ./engine
COPY forms ./forms
COPY migrations ./migrations
RUN uv pip install --no-cache --python /opt/ketenmotor/bin/python --no-deps --no-build-isolation .

# Run: nothing but Python and that environment, as a user without rights.
FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin ketenmotor \
 && install --directory --owner=10001 --group=10001 --mode=0700 /var/lib/ketenmotor
COPY --from=build /opt/ketenmotor /opt/ketenmotor
ENV PATH=/opt/ketenmotor/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    KETENMOTOR_HOME=/var/lib/ketenmotor
USER 10001
VOLUME /var/lib/ketenmotor
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/health/ready\", timeout=4)"]
ENTRYPOINT ["ketenmotor"]
CMD ["serve"]
