# syntax=docker/dockerfile:1
# The atlas for a school: docs/operating.md says how to use it.
#   docker build -t nmt-atlas . && docker run -p 5006:5006 -v atlas:/data nmt-atlas

FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN pip install --no-cache-dir --disable-pip-version-check build==1.6.1 \
 && python -m build --wheel --outdir /wheels

FROM python:3.12-slim-bookworm
LABEL org.opencontainers.image.title="NMT Atlas" \
      org.opencontainers.image.licenses="MIT AND CC-BY-4.0"
COPY requirements-serve.txt /tmp/
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir --disable-pip-version-check -r /tmp/requirements-serve.txt \
      "joserfc>=1,<2" "prometheus-client>=0.21,<1" "psycopg[binary]>=3.2,<4" \
 && pip install --no-cache-dir --disable-pip-version-check --no-deps /wheels/*.whl \
 && rm -rf /wheels /tmp/requirements-serve.txt \
 && useradd --system --uid 10001 --home-dir /data atlas \
 && install -d -o atlas -g atlas /data
# atlas, by its number: what runs containers can see that it is not root
USER 10001
ENV NMT_ATLAS_DATABASE=sqlite:////data/progress.sqlite3 \
    NMT_ATLAS_DOCUMENTS=/data/documents \
    NMT_ATLAS_LOG=json \
    XDG_CACHE_HOME=/data/cache \
    PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 5006
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5006/health', timeout=4)"]
ENTRYPOINT ["nmt-atlas"]
CMD ["serve", "--address", "0.0.0.0", "--port", "5006", "--no-browser"]
